namespace ActorChat.Torture.Checking;

/// <summary>
/// All see the same in the same order: what a client is shown of a feed goes on by one from what it had, unless it is told otherwise; it
/// is what stands there in the end; and who is there in the end has seen everything.
/// </summary>
static class FeedCheck
{
    const string Order = "one order without an untold gap", Same = "all see the same", Behind = "all arrive at the same";

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<Breach> Check(History history)
    {
        var feeds = history.Feeds.ToDictionary(feed => feed.Feed);
        var stood = history.Feeds.ToDictionary(feed => feed.Feed, feed => feed.Events.ToDictionary(one => one.Seq));
        return history.Feeds.SelectMany(WithinItself).Concat(history.Viewers.SelectMany(viewer => Check(viewer, feeds, stood)));
    }

    static IEnumerable<Breach> WithinItself(FinalFeed feed)
    {
        for (var i = 0; i < feed.Events.Count; i++)
        {
            if (feed.Events[i].Seq == i + 1) continue;
            yield return new(Order, $"{feed.Feed} has {feed.Events[i].Seq} where {i + 1} should stand");
            yield break;
        }
    }

    static IEnumerable<Breach> Check(Viewer viewer, Dictionary<string, FinalFeed> feeds, Dictionary<string, Dictionary<long, Stood>> stood)
    {
        var cursors = new Dictionary<string, long>();
        foreach (var sight in viewer.Sights)
        {
            if (Wrong(viewer, sight, cursors) is { } wrong) yield return wrong;
            if (sight.Kind == SightKind.Event && stood.TryGetValue(sight.Feed, out var events) && Differs(sight, events) is { } differs)
                yield return new(Same, $"{viewer.Client} saw {Show(sight)}, and in the end {differs}");
            Move(sight, cursors);
        }
        foreach (var (feed, cursor) in cursors)
        {
            if (viewer.IsThere && feeds.TryGetValue(feed, out var final) && cursor < final.Head)
                yield return new(Behind, $"{viewer.Client} has {feed} up to {cursor}, and it goes to {final.Head}");
        }
    }

    static Breach? Wrong(Viewer viewer, Sight sight, Dictionary<string, long> cursors)
    {
        var has = cursors.TryGetValue(sight.Feed, out var cursor);
        return sight.Kind switch
        {
            SightKind.SetBack => new(Order, $"{viewer.Client} was told that {sight.Feed} ends at {sight.Seq}, and had {cursor}"),
            SightKind.State when has && sight.Seq < cursor => new(Order, $"{viewer.Client} had {cursor}, and was shown {Show(sight)}"),
            SightKind.Event when !has => new(Order, $"{viewer.Client} had nothing of the feed, and was shown {Show(sight)}"),
            SightKind.Event when sight.Seq != cursor + 1 => new(Order, $"{viewer.Client} had {cursor}, and was shown {Show(sight)}"),
            SightKind.Gap when has && sight.After != cursor =>
                new(Order, $"{viewer.Client} had {cursor}, and was told of a gap after {sight.After} to {sight.Seq}"),
            _ => null,
        };
    }

    static void Move(Sight sight, Dictionary<string, long> cursors)
    {
        if (sight.Kind == SightKind.Fresh) cursors.Clear();
        else if (sight.Kind == SightKind.Unfollowed) cursors.Remove(sight.Feed);
        else cursors[sight.Feed] = sight.Seq;
    }

    static string? Differs(Sight sight, Dictionary<long, Stood> events) =>
        !events.TryGetValue(sight.Seq, out var one) ? "nothing stands there"
        : one.Type != sight.Type || one.Text != sight.Text ? $"it is {one.Type} '{one.Text}'"
        : null;

    static string Show(Sight sight) =>
        FormattableString.Invariant($"{sight.Kind} {sight.Feed} {sight.Seq} {sight.Type} '{sight.Text}' at {sight.At / 1e6:F3} s");
}
