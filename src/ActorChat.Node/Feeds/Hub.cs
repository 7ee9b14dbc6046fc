namespace ActorChat.Node.Feeds;

/// <summary>
/// The owner's side of a feed: which nodes follow it, and under which labels (who is online there). Soft state: when it is
/// lost with its node, the relays notice and follow anew. It outlives the entity's time in memory, so that an idle entity
/// may leave while it is followed.
/// </summary>
public sealed class Hub(EntityId feed, IFeedOutlet outlet, int maxLabels)
{
    // All under gate: the nodes that follow, by incarnation, and the labels that each shows; how many nodes show each label. The list of nodes
    // is never changed, only replaced: an outlet may keep it.
    readonly Lock gate = new();
    string[] nodes = [];
    LabelSet[] shown = [];
    LabelCounts online;
    long head;

    /// <summary>Whether nobody follows.</summary>
    public bool IsEmpty => Volatile.Read(ref nodes).Length == 0;

    /// <summary>
    /// A node follows from now on, with these labels and no others. Called in the entity's turn, so that no event falls between
    /// head and follower; answers under the lock, so that nothing overtakes the answer.
    /// </summary>
    public void Follow(string node, IReadOnlyCollection<string> labels, long committed, Action<FollowAnswer> answer)
    {
        lock (gate)
        {
            head = committed;
            var at = PlaceOf(node);
            var before = shown[at].All;
            Change(at, [.. labels.Except(before)], [.. before.Except(labels)]);
            answer(new(head, [.. online.All.Take(maxLabels)]));
        }
    }

    /// <summary>A following node's labels changed. False when the node does not count as a follower: it must follow anew.</summary>
    public bool Relabel(string node, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        lock (gate)
        {
            if (Array.IndexOf(nodes, node) is var at && at < 0) return false;
            Change(at, added, removed);
            return true;
        }
    }

    /// <summary>The newest sequence number, for a node that wants to know whether it has missed something; null when it does not count as a follower.</summary>
    public long? HeadFor(string node)
    {
        lock (gate) return Array.IndexOf(nodes, node) >= 0 ? head : null;
    }

    /// <summary>A node follows no more.</summary>
    public void Unfollow(string node)
    {
        lock (gate)
        {
            if (Array.IndexOf(nodes, node) is var at && at < 0) return;
            var left = shown[at].All;
            nodes = [.. nodes[..at], .. nodes[(at + 1)..]];
            shown = [.. shown[..at], .. shown[(at + 1)..]];
            Tell([], [.. left.Where(online.Remove)]);
        }
    }

    /// <summary>Drops the nodes that do not live any more.</summary>
    public void Retain(Func<string, bool> isAlive)
    {
        foreach (var node in Volatile.Read(ref nodes))
        {
            if (!isAlive(node)) Unfollow(node);
        }
    }

    /// <summary>Sends committed events to all followers, in order.</summary>
    public void Publish(IReadOnlyList<FeedRun> published)
    {
        lock (gate)
        {
            foreach (var run in published)
            {
                head = run.Last;
                if (nodes.Length > 0) outlet.Publish(nodes, feed, run);
            }
        }
    }

    /// <summary>Sends a signal to all followers; the entity itself learns nothing of it.</summary>
    public void Signal(ReadOnlyMemory<byte> frame)
    {
        lock (gate)
        {
            if (nodes.Length > 0) outlet.PublishSignal(nodes, feed, frame);
        }
    }

    /// <summary>The entity has replayed, and its newest number is this. If followers have less, a commit came about whose outcome nobody knew: they fetch it.</summary>
    public void Restart(long committed)
    {
        lock (gate)
        {
            if (committed > head && nodes.Length > 0) outlet.TellToRefollow(nodes, feed);
            head = committed;
        }
    }

    int PlaceOf(string node)
    {
        if (Array.IndexOf(nodes, node) is var at && at >= 0) return at;
        nodes = [.. nodes, node];
        shown = [.. shown, default];
        return nodes.Length - 1;
    }

    // A label is online while any node shows it; only the first coming and the last going are news.
    void Change(int at, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        List<string> came = [], went = [];
        foreach (var label in added)
        {
            if (shown[at].Add(label) && online.Add(label)) came.Add(label);
        }
        foreach (var label in removed)
        {
            if (shown[at].Remove(label) && online.Remove(label)) went.Add(label);
        }
        Tell(came, went);
    }

    void Tell(List<string> came, List<string> went)
    {
        if (came.Count + went.Count > 0 && nodes.Length > 0 && online.Count <= maxLabels) outlet.PublishLabels(nodes, feed, came, went);
    }
}
