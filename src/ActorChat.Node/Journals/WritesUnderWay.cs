namespace ActorChat.Node.Journals;

/// <summary>
/// Whose writes are under way on this node: from being handed in until the store has let go of them, which may be long after their
/// outcome was given up as unknown.
/// </summary>
sealed class WritesUnderWay
{
    readonly Lock gate = new();
    readonly Dictionary<EntityId, Count> counts = [];

    /// <summary>How many have any.</summary>
    public int Entities
    {
        get
        {
            lock (gate) return counts.Count;
        }
    }

    /// <summary>A write begins.</summary>
    public void Begin(EntityId entity)
    {
        lock (gate)
        {
            if (!counts.TryGetValue(entity, out var count)) counts[entity] = count = new();
            count.Writes++;
        }
    }

    /// <summary>It is over, whatever came of it.</summary>
    public void End(EntityId entity)
    {
        lock (gate)
        {
            if (--counts[entity].Writes > 0) return;
            counts.Remove(entity, out var count);
            count!.Waiting?.SetResult();
        }
    }

    /// <summary>When none of this entity's is under way any more.</summary>
    public Task Ended(EntityId entity)
    {
        lock (gate)
        {
            if (!counts.TryGetValue(entity, out var count)) return Task.CompletedTask;
            return (count.Waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    sealed class Count
    {
        public int Writes { get; set; }

        public TaskCompletionSource? Waiting { get; set; }
    }
}
