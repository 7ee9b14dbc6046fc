using System.Threading.Channels;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Journals;

/// <summary>
/// What one commit holds: taken from the queue when the store begins with it, so that all that came while it waited for its turn is in
/// it. It ends before a second write of the same entity, which is judged by what the first one has left.
/// </summary>
sealed class Batch(ChannelReader<(Write Write, IWriteObserver Observer)> queue, int maxWrites)
{
    readonly Lock gate = new();
    readonly List<Write> writes = [];
    readonly List<IWriteObserver> observers = [];
    readonly HashSet<EntityId> entities = [];
    bool isOver;

    /// <summary>For the store, when it begins: the writes. None when they have been given up meanwhile.</summary>
    public IReadOnlyList<Write> Take()
    {
        lock (gate)
        {
            if (isOver) return [];
            Fill();
            return writes;
        }
    }

    /// <summary>The commit is over: the store gets nothing any more. What it was to commit; what it never took counts too.</summary>
    public IReadOnlyList<Write> End()
    {
        lock (gate)
        {
            isOver = true;
            Fill();
            return writes;
        }
    }

    /// <summary>Tells each write how it ended.</summary>
    public void Tell(IReadOnlyList<CommitOutcome> outcomes)
    {
        for (var i = 0; i < observers.Count; i++) observers[i].OnOutcome(outcomes[i]);
    }

    // Once: what is told stands in the order of what was taken.
    void Fill()
    {
        if (writes.Count > 0) return;
        while (writes.Count < maxWrites && queue.TryPeek(out var next) && entities.Add(next.Write.Entity))
        {
            queue.TryRead(out _);
            writes.Add(next.Write);
            observers.Add(next.Observer);
        }
    }
}
