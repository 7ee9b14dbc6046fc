namespace ActorChat.Node;

/// <summary>The seam for threads: where an actor's turns run. A simulation hands in one that queues them for its single thread.</summary>
public interface IDispatcher
{
    /// <summary>Runs the item soon, never before this call returns.</summary>
    void Schedule(IThreadPoolWorkItem item);
}

/// <summary>The runtime's thread pool.</summary>
public sealed class ThreadPoolDispatcher : IDispatcher
{
    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
