using System.Collections.Concurrent;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Runtime;

/// <summary>A network that leads nowhere, and remembers what it was asked to do.</summary>
sealed class RecordingNetwork : INetwork
{
    int givenUp;

    /// <summary>All frames, whoever they were for.</summary>
    public ConcurrentQueue<ReadOnlyMemory<byte>> Sent { get; } = new();

    /// <summary>How many times a link was given up.</summary>
    public int GivenUp => Volatile.Read(ref givenUp);

    public bool Send(string peer, ReadOnlyMemory<byte> frame)
    {
        Sent.Enqueue(frame);
        return true;
    }

    public void GiveUp(string peer) => Interlocked.Increment(ref givenUp);

    public Task<string> Listen(INetworkEvents events, CancellationToken cancel) => Task.FromResult("");

    public void Introduce(string incarnation)
    {
    }

    public void SetPeers(IReadOnlyCollection<NodeRecord> peers)
    {
    }

    public ValueTask DisposeAsync() => default;
}
