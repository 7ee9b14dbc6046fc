namespace ActorChat.Simulator.World;

/// <summary>The last things that happened, for whoever reads about a violation.</summary>
public sealed class Trace(Timeline timeline, int keep)
{
    readonly Queue<string> last = new();

    /// <summary>Faults injected so far, by kind.</summary>
    public SortedDictionary<string, int> Faults { get; } = [];

    /// <summary>Notes what happened; written at once when the whole trace is wanted.</summary>
    public void Say(string what)
    {
        last.Enqueue($"{timeline.Now.TotalSeconds,10:F4}  {what}");
        if (last.Count > keep) last.Dequeue();
    }

    /// <summary>Notes a fault.</summary>
    public void Fault(string kind, string what = "")
    {
        Faults[kind] = Faults.GetValueOrDefault(kind) + 1;
        Say($"FAULT {kind} {what}");
    }

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyCollection<string> Lines => last;
}
