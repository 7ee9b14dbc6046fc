namespace ActorChat.Torture.Checking;

/// <summary>
/// Nobody sees, reads or says anything where they are not in. Who is in, the feed itself says: from when a user joined until they left or
/// were taken out. Who is in may see all that was said before, also while they were out. Pages have no number of their own to compare; for
/// them, what counts is when somebody was certainly out.
/// </summary>
static class RightsCheck
{
    const string See = "nobody sees what they may not", Say = "nobody says anything where they are not",
        Read = "nobody reads what they may not";

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<Breach> Check(History history)
    {
        var closed = history.Feeds.Where(feed => !feed.IsForAll).ToDictionary(
            feed => feed.Feed, feed => Membership.Of(feed, history.MayBeWrong));
        return history.Viewers.SelectMany(viewer => Sights(viewer, closed, history.BegunMs)).Concat(Authors(history, closed))
            .Concat(Reads(history, closed));
    }

    static IEnumerable<Breach> Sights(Viewer viewer, Dictionary<string, Membership> closed, long begunMs)
    {
        foreach (var sight in viewer.Sights.Where(sight => sight.Kind is SightKind.Event or SightKind.State))
        {
            if (closed.TryGetValue(sight.Feed, out var members) && !members.MaySee(viewer.User, sight.Seq, begunMs + (sight.At / 1000)))
                yield return new(See,
                    $"{viewer.Client} saw {sight.Kind} {sight.Feed} {sight.Seq} {At(sight)}, and {viewer.User} was not in");
        }
    }

    static string At(Sight sight) => FormattableString.Invariant($"at {sight.At / 1e6:F3} s");

    static IEnumerable<Breach> Authors(History history, Dictionary<string, Membership> closed)
    {
        foreach (var feed in history.Feeds.Where(feed => closed.ContainsKey(feed.Feed)))
        {
            foreach (var stood in feed.Events.Where(stood => stood.Type == "posted" && !closed[feed.Feed].WasIn(stood.User, stood.Seq)))
                yield return new(Say, $"{stood.User} said '{stood.Text}' at {feed.Feed} {stood.Seq}, and was not in");
        }
    }

    static IEnumerable<Breach> Reads(History history, Dictionary<string, Membership> closed)
    {
        var changes = history.Members.ToLookup(change => (change.User, change.Feed));
        foreach (var read in history.Reads.Where(read => read.Answer == Answer.Done && closed.ContainsKey(read.Feed)))
        {
            if (!closed[read.Feed].EverIn(read.User) || WasOut(read, [.. changes[(read.User, read.Feed)]]))
                yield return new(Read, $"{read.Lane} read {read.Feed} at {read.Span}, and {read.User} was not in");
        }
    }

    // Out since before it was begun, by an acknowledged removal, and not let in again before it ended.
    static bool WasOut(ReadOp read, IReadOnlyList<MemberOp> changes)
    {
        var removal = changes.Where(change => change is { IsRemoval: true, Answer: Answer.Done }
            && change.Span.Ended < read.Span.Begun).MaxBy(change => change.Span.Ended);
        return removal is not null && !changes.Any(change =>
            !change.IsRemoval && change.Answer != Answer.Refused && change.Span.Begun < read.Span.Ended
                && change.Span.Ended > removal.Span.Begun);
    }
}

/// <summary>From which to which number each user was in a feed.</summary>
sealed class Membership
{
    // Between the node that decides and the run's clock, which are on one machine.
    const long ClockToleranceMs = 50;

    readonly Dictionary<string, List<(long From, long To, long FromMs)>> stays = [];

    /// <summary>As its events say: of a dialogue its two users, of a room who came and went.</summary>
    /// <param name="feed">In the end.</param>
    /// <param name="mayBeWrong">Whether this time says nothing: then they may have come at any time.</param>
    public static Membership Of(FinalFeed feed, Func<long, bool> mayBeWrong)
    {
        var members = new Membership();
        if (feed.Feed.StartsWith("dialogue/", StringComparison.Ordinal))
        {
            foreach (var user in feed.Feed["dialogue/".Length..].Split('~')) members.Enter(user, 0, 0);
        }
        foreach (var stood in feed.Events)
        {
            if (stood.Type is "created" or "joined") members.Enter(stood.User, stood.Seq,
                mayBeWrong(stood.AtMs) ? 0 : stood.AtMs);
            else if (stood.Type is "left" or "removed") members.Leave(stood.User, stood.Seq);
        }
        return members;
    }

    /// <summary>Whether the user was in at this number.</summary>
    public bool WasIn(string user, long seq) => stays.TryGetValue(user, out var all) && all.Any(stay => stay.From <= seq && seq <= stay.To);

    /// <summary>
    /// Whether the user may have seen this number at this time: they were in, what takes them out being the last that they may see, or had
    /// come back in.
    /// </summary>
    public bool MaySee(string user, long seq, long atMs) =>
        WasIn(user, seq) || (
            stays.TryGetValue(user, out var all) && all.Any(stay => stay.From > seq && stay.FromMs <= atMs + ClockToleranceMs));

    /// <summary>Whether the user was ever in.</summary>
    public bool EverIn(string user) => stays.ContainsKey(user);

    void Enter(string user, long seq, long atMs)
    {
        if (!stays.TryGetValue(user, out var all)) stays[user] = all = [];
        if (all.Count == 0 || all[^1].To != long.MaxValue) all.Add((seq, long.MaxValue, atMs));
    }

    void Leave(string user, long seq)
    {
        if (stays.TryGetValue(user, out var all) && all[^1].To == long.MaxValue) all[^1] = all[^1] with { To = seq };
    }
}
