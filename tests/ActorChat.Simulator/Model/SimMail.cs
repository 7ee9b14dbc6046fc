using ActorChat.Node.Feeds;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Model;

/// <summary>
/// What the actor system promises of messages, and no more: at most once, in order from one actor to another. Between nodes they get lost,
/// one by one or all that is under way when an association breaks, and nobody is told; or they wait while a link is silent. On one node
/// only the dead lose them.
/// </summary>
sealed class SimMail(Timeline timeline, SeededRandom random, FaultModel faults, Trace trace)
{
    static readonly TimeSpan LocalDelay = TimeSpan.FromMilliseconds(1), Gated = TimeSpan.FromSeconds(1);

    readonly HashSet<string> cutOff = [];
    readonly Dictionary<(string From, string To), Link> links = [];

    // What may happen between two nodes, one way.
    sealed class Link
    {
        public int Generation { get; set; }
        public TimeSpan ClosedUntil { get; set; }
        public bool IsSilent { get; set; }
        public Queue<Action> Held { get; } = new();
    }

    /// <summary>Sends a message.</summary>
    /// <param name="via">Who sends it: the order counts from here.</param>
    /// <param name="to">Whom to.</param>
    /// <param name="message">What.</param>
    /// <param name="sender">Who is named as its sender, if it is not the same.</param>
    public void Send(SimActor via, SimActor to, object message, SimActor? sender = null)
    {
        if (!via.System.Place.IsAlive) return;
        if (via.System.Node == to.System.Node)
        {
            Launch(via, to, message, sender ?? via, LocalDelay, null, 0);
            return;
        }
        var link = LinkOf(via.System.Node.Name, to.System.Node.Name);
        if (IsCut(via, to) || link.ClosedUntil > timeline.Now || IsLostByTheBug(message)) return;
        if (random.Chance(faults.TellLost))
        {
            trace.Fault("tell lost", $"{message.GetType().Name} {via} -> {to}");
            return;
        }
        if (random.Chance(faults.AssociationBreaks))
        {
            trace.Fault("association broken", $"{via.System} -> {to.System}");
            link.Generation++;
            link.ClosedUntil = timeline.Now + random.UpTo(Gated);
            return;
        }
        if (message is CheckHead check && faults.Mutation == Mutation.LoseLabelsInSilence) message = check with { Labels = null };
        var generation = link.Generation;
        if (link.IsSilent) link.Held.Enqueue(() => Launch(via, to, message, sender ?? via, faults.MaxLinkDelay, link, generation));
        else Launch(via, to, message, sender ?? via, faults.MaxLinkDelay, link, generation);
    }

    /// <summary>
    /// Tells a watcher of an actor's end: certain, and sometimes late. From another node it needs a way; that of a node that is gone is
    /// the cluster's to tell.
    /// </summary>
    public void TellOfEnd(SimActor dead, SimActor watcher)
    {
        if (faults.Mutation == Mutation.HubApartFromItsEntity && watcher is SimRelay) return;
        var late = random.Chance(faults.DeathNoticedLate);
        if (late) trace.Fault("death noticed late", $"{dead} by {watcher}");
        var patience = late ? faults.MaxLateNotice : watcher.System == dead.System ? LocalDelay : TimeSpan.FromMilliseconds(200);
        timeline.After(random.UpTo(patience), () => TellOfEndNow(dead, watcher));
    }

    /// <summary>No message reaches this node or leaves it until it is joined again.</summary>
    public void CutOff(string node)
    {
        cutOff.Add(node);
        foreach (var ((from, to), link) in links)
        {
            if (from == node || to == node) link.Generation++;
        }
    }

    /// <summary>The end of a cut.</summary>
    public void Join(string node) => cutOff.Remove(node);

    /// <summary>Whether a node is cut off.</summary>
    public bool IsCutOff(string node) => cutOff.Contains(node);

    /// <summary>Messages from one node to another wait, for so long.</summary>
    public void Silence(string from, string to, TimeSpan time)
    {
        var link = LinkOf(from, to);
        if (link.IsSilent) return;
        link.IsSilent = true;
        timeline.After(time, () => Resound(link));
    }

    /// <summary>No link is silent any more.</summary>
    public void ResoundAll()
    {
        foreach (var link in links.Values) Resound(link);
    }

    void TellOfEndNow(SimActor dead, SimActor watcher)
    {
        // System messages are sent again until they arrive.
        if (watcher.System.Node != dead.System.Node && IsCut(dead, watcher) && dead.System.IsMember)
        {
            timeline.After(TimeSpan.FromSeconds(1), () => TellOfEndNow(dead, watcher));
            return;
        }
        watcher.System.Place.Enter(() => watcher.LearnOfEnd(dead));
    }

    void Launch(SimActor via, SimActor to, object message, SimActor sender, TimeSpan longest, Link? link, int generation)
    {
        var arrival = timeline.Now + random.UpTo(longest);
        if (via.LastArrivals.TryGetValue(to, out var last) && arrival < last) arrival = last;
        via.LastArrivals[to] = arrival;
        timeline.At(arrival, () =>
        {
            if (link is not null && (link.Generation != generation || IsCut(via, to))) return;
            to.System.Place.Enter(() => to.Take(message, sender));
        });
    }

    bool IsCut(SimActor from, SimActor to) => cutOff.Contains(from.System.Node.Name) || cutOff.Contains(to.System.Node.Name);

    // The deliberate bugs of messages that get lost, and nobody compares heads.
    bool IsLostByTheBug(object message) => message switch
    {
        CheckHead => faults.Mutation is Mutation.LoseEventsInSilence or Mutation.FetchBeforeSubscribe or Mutation.HubApartFromItsEntity,
        FeedRun => faults.Mutation == Mutation.LoseEventsInSilence && random.Chance(0.02),
        LabelsChanged or Relabel => faults.Mutation == Mutation.LoseLabelsInSilence && random.Chance(0.05),
        Refollow => faults.Mutation == Mutation.HubApartFromItsEntity,
        _ => false,
    };

    Link LinkOf(string from, string to)
    {
        if (!links.TryGetValue((from, to), out var link)) links[(from, to)] = link = new();
        return link;
    }

    static void Resound(Link link)
    {
        link.IsSilent = false;
        while (link.Held.TryDequeue(out var launch)) launch();
    }
}
