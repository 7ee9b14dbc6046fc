using ActorChat.Node.Former.Links;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Cluster;

/// <summary>
/// The network between nodes. As over TCP, frames arrive whole and in order as long as a link holds; it breaks by chance or when
/// nodes are cut off from each other, and then what was on it is lost and both sides learn it some time later. A link may also fall
/// silent: then frames wait in it, one way, and nobody is told. And though TCP does not, it may lose a frame: nothing may depend on it.
/// </summary>
public sealed class SimWire(Timeline timeline, SeededRandom random, FaultModel faults, Trace trace, MemoryStore store)
{
    readonly HashSet<(string From, string To)> silent = [];
    readonly Dictionary<string, SimNetwork> byAddress = [];
    readonly HashSet<string> cutOff = [];

    /// <summary>The seam of one node.</summary>
    public SimNetwork Connect(string address, Place place) => byAddress[address] = new(this, address, place);

    /// <summary>No frame reaches this address or leaves it until it is joined again.</summary>
    public void CutOff(string address)
    {
        cutOff.Add(address);
        foreach (var network in byAddress.Values) network.BreakLinksBetween(address);
    }

    /// <summary>The end of a cut.</summary>
    public void Join(string address) => cutOff.Remove(address);

    /// <summary>The end of a node: its links break.</summary>
    public void Remove(string address)
    {
        if (!byAddress.Remove(address)) return;
        foreach (var network in byAddress.Values) network.BreakLinksBetween(address);
    }

    /// <summary>Frames from one address to another wait, for so long.</summary>
    public void Silence(string from, string to, TimeSpan time)
    {
        if (!silent.Add((from, to))) return;
        timeline.After(time, () => Resound(from, to));
    }

    /// <summary>No link is silent any more.</summary>
    public void ResoundAll()
    {
        foreach (var (from, to) in silent.ToList()) Resound(from, to);
    }

    internal bool IsSilent(string from, string to) => silent.Contains((from, to));

    internal MemoryStore Store => store;

    void Resound(string from, string to)
    {
        silent.Remove((from, to));
        Find(from)?.ReleaseHeld(to);
    }

    internal bool Reaches(string from, string to) => !silent.Contains((from, to)) && !cutOff.Contains(from) && !cutOff.Contains(to) && byAddress.ContainsKey(to);

    internal SimNetwork? Find(string address) => byAddress.GetValueOrDefault(address);

    internal Timeline Timeline => timeline;

    internal SeededRandom Random => random;

    internal FaultModel Faults => faults;

    internal Trace Trace => trace;
}

/// <summary>A node's links in the simulated world.</summary>
public sealed class SimNetwork(SimWire wire, string address, Place place) : INetwork
{
    readonly Dictionary<string, Link> links = [];
    // Null until the node listens: what comes for one that has just been started finds nobody.
    INetworkEvents? events;
    string me = "";

    sealed class Link(NodeRecord peer)
    {
        public NodeRecord Peer => peer;
        public bool Stands { get; set; }
        public int Generation { get; set; }
        public TimeSpan LastArrival { get; set; }

        /// <summary>What waits while it is silent.</summary>
        public Queue<byte[]> Held { get; } = new();
    }

    /// <inheritdoc/>
    public Task<string> Listen(INetworkEvents events, CancellationToken cancel)
    {
        this.events = events;
        return Task.FromResult(address);
    }

    /// <inheritdoc/>
    public void Introduce(string incarnation) => me = incarnation;

    /// <inheritdoc/>
    public void SetPeers(IReadOnlyCollection<NodeRecord> peers)
    {
        foreach (var gone in links.Keys.Except(peers.Select(peer => peer.Incarnation)).ToList())
        {
            links.Remove(gone);
            place.Post(() => events?.OnReset(gone));
        }
        foreach (var peer in peers)
        {
            if (links.ContainsKey(peer.Incarnation)) continue;
            var link = links[peer.Incarnation] = new(peer);
            Dial(link);
        }
    }

    /// <inheritdoc/>
    public bool Send(string peer, ReadOnlyMemory<byte> frame)
    {
        if (!links.TryGetValue(peer, out var link) || !link.Stands) return false;
        if (wire.Faults.Mutation == Mutation.LoseEventsInSilence && IsLost(frame.Span)) return true;
        if (wire.Faults.Mutation == Mutation.FetchBeforeSubscribe && LateFollow.Intercepts(frame.Span)) return FetchFirst(link, frame.ToArray());
        return Put(link, frame.ToArray());
    }

    bool Put(Link link, byte[] frame)
    {
        var peer = link.Peer.Incarnation;
        if (wire.Random.Chance(wire.Faults.LinkFrameLost))
        {
            wire.Trace.Fault("frame lost", $"{me} -> {peer}");
            return true;
        }
        if (wire.Random.Chance(wire.Faults.LinkResetPerFrame))
        {
            wire.Trace.Fault("link reset", $"{me} -> {peer}");
            Break(link);
            return true;
        }
        if (wire.IsSilent(address, link.Peer.ClusterAddress)) link.Held.Enqueue(frame);
        else Launch(link, frame);
        return true;
    }

    void Launch(Link link, byte[] frame)
    {
        var arrival = wire.Timeline.Now + wire.Random.UpTo(wire.Faults.MaxLinkDelay);
        if (arrival < link.LastArrival) arrival = link.LastArrival;
        link.LastArrival = arrival;
        var generation = link.Generation;
        wire.Timeline.At(arrival, () => Arrive(link, generation, frame));
    }

    internal void ReleaseHeld(string to)
    {
        foreach (var link in links.Values.Where(link => link.Peer.ClusterAddress == to))
        {
            while (link.Held.TryDequeue(out var frame)) Launch(link, frame);
        }
    }

    // The deliberate bug: this node is told at once that it follows, and fetches up to what there is; the owner learns of it later.
    bool FetchFirst(Link link, byte[] frame)
    {
        var peer = link.Peer.Incarnation;
        if (LateFollow.AnswerTo(frame, wire.Store) is not { } answer) return true;
        place.Post(() => events?.OnFrame(peer, answer));
        var generation = link.Generation;
        wire.Timeline.After(LateFollow.Delay, () =>
        {
            if (link.Stands && link.Generation == generation) Put(link, frame);
        });
        return true;
    }

    /// <inheritdoc/>
    public void GiveUp(string peer)
    {
        if (links.TryGetValue(peer, out var link) && link.Stands) Break(link);
    }

    internal void BreakLinksBetween(string other)
    {
        foreach (var link in links.Values)
        {
            if ((address == other || link.Peer.ClusterAddress == other) && link.Stands) Break(link);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    // By the numbers of the link's format: events (9) now and then, and every comparison of heads (7).
    bool IsLost(ReadOnlySpan<byte> frame) => frame[0] == 7 || (frame[0] == 9 && wire.Random.Chance(0.02));

    void Arrive(Link link, int generation, byte[] frame)
    {
        if (!link.Stands || link.Generation != generation || wire.Find(link.Peer.ClusterAddress) is not { } to || to.me != link.Peer.Incarnation) return;
        var from = me;
        to.Hear(from, frame);
    }

    void Break(Link link)
    {
        link.Stands = false;
        link.Generation++;
        link.Held.Clear();
        var from = me;
        wire.Timeline.After(wire.Random.UpTo(TimeSpan.FromSeconds(2)), () => place.Enter(() => events?.OnReset(link.Peer.Incarnation)));
        wire.Timeline.After(wire.Random.UpTo(TimeSpan.FromSeconds(2)), () => wire.Find(link.Peer.ClusterAddress)?.HearOfReset(from));
        Dial(link);
    }

    void Hear(string from, byte[] frame) => place.Enter(() => events?.OnFrame(from, frame));

    void HearOfReset(string from) => place.Enter(() => events?.OnReset(from));

    // As a real node does: again and again, until it stands or the peer is none any more.
    void Dial(Link link) => wire.Timeline.After(TimeSpan.FromMilliseconds(2) + wire.Random.UpTo(TimeSpan.FromMilliseconds(400)), () => place.Enter(() =>
    {
        if (link.Stands || links.GetValueOrDefault(link.Peer.Incarnation) != link) return;
        // Shaking hands takes both directions.
        if (wire.Reaches(link.Peer.ClusterAddress, address) && wire.Reaches(address, link.Peer.ClusterAddress) && wire.Find(link.Peer.ClusterAddress)!.me == link.Peer.Incarnation)
        {
            link.Stands = true;
            events?.OnUp(link.Peer.Incarnation);
        }
        else
        {
            Dial(link);
        }
    }));
}
