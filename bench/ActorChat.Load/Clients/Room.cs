using System.Text;

namespace ActorChat.Load.Clients;

/// <summary>A room of the generator, with who is in it.</summary>
sealed class Room(string name)
{
    public string Name => name;

    /// <summary>How events of its feed begin.</summary>
    public byte[] EventHead { get; } = Encoding.UTF8.GetBytes($"{{\"feed\":\"room/{name}\",\"seq\":");

    /// <summary>How the room's state begins, which a client gets when it comes in.</summary>
    public byte[] StateHead { get; } = Encoding.UTF8.GetBytes($"{{\"type\":\"room-state\",\"feed\":\"room/{name}\",\"seq\":");

    public List<ChatClient> Members { get; } = [];

    /// <summary>The highest sequence number that anyone's message was acknowledged with.</summary>
    public long Acknowledged { get; set; }
}
