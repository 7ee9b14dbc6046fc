using ActorChat.Node.Stores;

namespace ActorChat.Node.Former.Links;

/// <summary>
/// The seam for the wire between nodes. Frames arrive whole, at most once, and in order as long as the link holds; nothing
/// depends on it for safety.
/// </summary>
public interface INetwork : IAsyncDisposable
{
    /// <summary>Begins to take links; returns the address (<c>host:port</c>) that others can reach.</summary>
    Task<string> Listen(INetworkEvents events, CancellationToken cancel);

    /// <summary>Tells who this node is: peers learn it before anything else. Links under another name end; set the peers anew.</summary>
    void Introduce(string incarnation);

    /// <summary>Keeps links to these peers, and to no others.</summary>
    void SetPeers(IReadOnlyCollection<NodeRecord> peers);

    /// <summary>Queues a frame for a peer (by incarnation). False: it has certainly not been sent.</summary>
    bool Send(string peer, ReadOnlyMemory<byte> frame);

    /// <summary>Nothing comes back over the link to this peer: it is broken here, and dialled anew.</summary>
    void GiveUp(string peer);
}

/// <summary>What the network tells its node; called from any thread.</summary>
public interface INetworkEvents
{
    /// <summary>A frame came; the memory is the receiver's to keep.</summary>
    void OnFrame(string peer, ReadOnlyMemory<byte> frame);

    /// <summary>A link broke: what was sent either way may be lost.</summary>
    void OnReset(string peer);

    /// <summary>A link stands (again).</summary>
    void OnUp(string peer);
}
