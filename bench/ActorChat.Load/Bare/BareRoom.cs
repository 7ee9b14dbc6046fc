namespace ActorChat.Load.Bare;

/// <summary>Who gets what is posted.</summary>
sealed class BareRoom(string name)
{
    readonly Lock gate = new();
    readonly List<BareMember> members = [];

    /// <summary>How its events begin.</summary>
    public byte[] EventHead { get; } = System.Text.Encoding.UTF8.GetBytes($"{{\"feed\":\"room/{name}\",\"seq\":");

    public Lock Gate => gate;

    /// <summary>The newest event's number. Under the gate.</summary>
    public long Seq { get; set; } = 1;

    /// <summary>Adds a member; what it gets follows this number.</summary>
    public long Add(BareMember member)
    {
        lock (gate)
        {
            members.Add(member);
            return Seq;
        }
    }

    public void Remove(BareMember member)
    {
        lock (gate) members.Remove(member);
    }

    /// <summary>Gives the same bytes to everyone. Under the gate.</summary>
    public void Broadcast(ReadOnlyMemory<byte> lines)
    {
        foreach (var member in members) member.Add(lines);
    }
}
