namespace ActorChat.Node.Feeds;

/// <summary>
/// The entity's side of its feed: who follows it, and under which labels (who is online there). It lives and dies with its entity's actor;
/// followers notice that, and follow anew. Pure: what goes to followers it hands to a function.
/// </summary>
/// <typeparam name="TFollower">What stands for a follower: an actor's ref; in a simulation, a place.</typeparam>
/// <param name="maxLabels">With more labels than this, comings and goings are not told.</param>
/// <param name="tell">Sends a message to followers, in order.</param>
public sealed class HubCore<TFollower>(int maxLabels, Action<IReadOnlyList<TFollower>, object> tell) where TFollower : notnull
{
    // The followers and the labels that each shows; how many show each label. Nearly all feeds have few followers.
    readonly List<TFollower> followers = [];
    readonly List<LabelSet> shown = [];
    LabelCounts online;

    /// <summary>Whether nobody follows.</summary>
    public bool IsEmpty => followers.Count == 0;

    /// <summary>Who follows.</summary>
    public IReadOnlyList<TFollower> Followers => followers;

    /// <summary>
    /// Somebody follows from now on, with these labels and no others. The answer says all that was committed before what is sent next.
    /// </summary>
    /// <returns>Whether this follower is new.</returns>
    public bool Follow(TFollower follower, IReadOnlyCollection<string> labels, long committed)
    {
        var isNew = PlaceOf(follower) < 0;
        if (isNew)
        {
            followers.Add(follower);
            shown.Add(default);
        }
        var at = PlaceOf(follower);
        var before = shown[at].All;
        Change(at, [.. labels.Except(before)], [.. before.Except(labels)]);
        Remind(follower, committed);
        return isNew;
    }

    /// <summary>A follower's labels changed. False when it does not count as one: it must follow anew.</summary>
    public bool Relabel(TFollower follower, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        if (PlaceOf(follower) is var at && at < 0) return false;
        Change(at, added, removed);
        return true;
    }

    /// <summary>
    /// A follower makes sure: it is told how far the feed goes and who is online, if it does not know. False when it does not count as a
    /// follower, or not under its labels: it must follow anew.
    /// </summary>
    public bool Check(TFollower follower, CheckHead check, long committed)
    {
        if (PlaceOf(follower) is var at && at < 0) return false;
        if (check.Labels is { } labels && labels.Shown != shown[at].Digest) return false;
        // More than are told are known to nobody else.
        var knowsLabels = check.Labels is not { } known || known.Online == online.Digest || online.Count > maxLabels;
        if (check.Head < committed || !knowsLabels) Remind(follower, committed);
        return true;
    }

    /// <summary>A follower is gone, or wants no more. False when it was none.</summary>
    public bool Unfollow(TFollower follower)
    {
        if (PlaceOf(follower) is var at && at < 0) return false;
        List<string> went = [];
        // Not as a method group: that would change a copy of the field.
        foreach (var label in shown[at].All)
        {
            if (online.Remove(label)) went.Add(label);
        }
        followers.RemoveAt(at);
        shown.RemoveAt(at);
        Tell([], went);
        return true;
    }

    /// <summary>Sends committed events to all followers, in order.</summary>
    public void Publish(IReadOnlyList<FeedRun> published)
    {
        if (IsEmpty) return;
        foreach (var run in published) tell(followers, run);
    }

    /// <summary>Sends a signal to all followers; the entity itself learns nothing of it.</summary>
    public void Signal(ReadOnlyMemory<byte> frame)
    {
        if (!IsEmpty) tell(followers, new Signalled(frame));
    }

    /// <summary>All must follow anew: something was committed that they were not sent, or the entity leaves.</summary>
    public void TellToRefollow()
    {
        if (!IsEmpty) tell(followers, Refollow.Instance);
    }

    // Behind all that it was sent, so that it knows what it has missed.
    void Remind(TFollower follower, long committed) =>
        tell([follower], new FollowAnswer(committed, [.. online.All.Take(maxLabels)]));

    int PlaceOf(TFollower follower) => followers.IndexOf(follower);

    // A label is online while any follower shows it; only the first coming and the last going are news.
    void Change(int at, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
        List<string> came = [], went = [];
        var labels = shown[at];
        foreach (var label in added)
        {
            if (labels.Add(label) && online.Add(label)) came.Add(label);
        }
        foreach (var label in removed)
        {
            if (labels.Remove(label) && online.Remove(label)) went.Add(label);
        }
        shown[at] = labels;
        Tell(came, went);
    }

    void Tell(List<string> came, List<string> went)
    {
        if (came.Count + went.Count > 0 && !IsEmpty && online.Count <= maxLabels) tell(followers, new LabelsChanged(came, went));
    }
}
