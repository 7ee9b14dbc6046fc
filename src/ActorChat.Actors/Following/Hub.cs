namespace ActorChat.Actors.Following;

/// <summary>
/// The owner's side of a feed: which nodes follow it, and under which labels (who is online there). Soft state: when it is
/// lost with its node, the relays notice and follow anew. It outlives the entity's time in memory, so that an idle entity
/// may leave while it is followed.
/// </summary>
public sealed class Hub(EntityId feed, IFeedOutlet outlet, int maxLabels)
{
    // All under gate. Followers by incarnation, with their labels; how many nodes show each label.
    readonly Lock gate = new();
    readonly Dictionary<string, HashSet<string>> followers = [];
    readonly Dictionary<string, int> online = [];
    string[] nodes = [];
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
            var before = followers.GetValueOrDefault(node) ?? [];
            var after = new HashSet<string>(labels);
            followers[node] = after;
            nodes = [.. followers.Keys];
            Change([.. after.Except(before)], [.. before.Except(after)]);
            answer(new(head, [.. online.Keys.Take(maxLabels)]));
        }
    }

    /// <summary>A following node's labels changed. False when the node does not count as a follower: it must follow anew.</summary>
    public bool Relabel(string node, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        lock (gate)
        {
            if (!followers.TryGetValue(node, out var labels)) return false;
            Change([.. added.Where(labels.Add)], [.. removed.Where(labels.Remove)]);
            return true;
        }
    }

    /// <summary>The newest sequence number, for a node that wants to know whether it has missed something; null when it does not count as a follower.</summary>
    public long? HeadFor(string node)
    {
        lock (gate) return followers.ContainsKey(node) ? head : null;
    }

    /// <summary>A node follows no more.</summary>
    public void Unfollow(string node)
    {
        lock (gate)
        {
            if (!followers.Remove(node, out var labels)) return;
            nodes = [.. followers.Keys];
            Change([], [.. labels]);
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

    // A label is online while any node shows it; only the first coming and the last going are news.
    void Change(List<string> added, List<string> removed)
    {
        added.RemoveAll(label => { online[label] = online.GetValueOrDefault(label) + 1; return online[label] > 1; });
        removed.RemoveAll(label =>
        {
            if (--online[label] > 0) return true;
            online.Remove(label);
            return false;
        });
        if (added.Count + removed.Count == 0 || nodes.Length == 0 || online.Count > maxLabels) return;
        outlet.PublishLabels(nodes, feed, added, removed);
    }
}
