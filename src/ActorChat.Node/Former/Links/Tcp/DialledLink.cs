using ActorChat.Node.Stores;

namespace ActorChat.Node.Former.Links.Tcp;

/// <summary>The link that this node keeps dialled to one peer.</summary>
sealed class DialledLink
{
    readonly int maxQueueBytes;
    readonly CancellationTokenSource stop;
    volatile FrameQueue? queue;

    public DialledLink(NodeRecord peer, int maxQueueBytes, CancellationToken stopping)
    {
        (Peer, this.maxQueueBytes) = (peer, maxQueueBytes);
        stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Stopped = stop.Token;
    }

    /// <summary>Who is dialled.</summary>
    public NodeRecord Peer { get; }

    /// <summary>Frames for the peer; null while the link does not stand.</summary>
    public FrameQueue? Queue => queue;

    /// <summary>Ends the link for good.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>The link stands: an empty queue.</summary>
    public FrameQueue Renew() => queue = new FrameQueue(maxQueueBytes);

    /// <summary>The link broke: what is queued is lost. False when it did not stand.</summary>
    public bool Drop()
    {
        var old = Interlocked.Exchange(ref queue, null);
        old?.Close();
        return old is not null;
    }

    /// <summary>Ends the link for good.</summary>
    public void Stop() => stop.Cancel();
}
