namespace ActorChat.Torture.Checking;

/// <summary>
/// Linearizability of each feed, as a log: whatever was known of it (by an acknowledgement, a page, or an event that was seen) before a
/// request was begun stands before what that request adds, and in what it reads. And a lane, which asks one thing after the other, keeps
/// its order.
/// </summary>
static class RealTimeCheck
{
    const string Late = "what was known before stands before", Stale = "a read shows what was known before", Whole = "a page has no hole",
        Own = "own order";

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<Breach> Check(History history)
    {
        var known = Known(history);
        var feeds = history.Feeds.ToDictionary(feed => feed.Feed, feed => feed.Events.Where(stood => stood.Type == "posted").ToList());
        return Posts(history, known).Concat(Reads(history, known)).Concat(Pages(history, feeds)).Concat(Lanes(history));
    }

    static IEnumerable<Breach> Posts(History history, Dictionary<string, Frontier> known)
    {
        // Those whose answer nobody knows as well, when they stand there.
        var places = OnceCheck.PlacesOf(history);
        foreach (var post in history.Posts.Where(post => post.Answer != Answer.Refused))
        {
            if (!places.TryGetValue(post.Text, out var stands) || !known.TryGetValue(post.Feed, out var frontier)) continue;
            var (seq, by) = frontier.Before(post.Span.Begun);
            if (stands[0].Seq <= seq) yield return new(Late,
                $"'{post.Text}' was begun at {post.Span} and stands at {post.Feed} {stands[0].Seq}; before that {by}");
        }
    }

    static IEnumerable<Breach> Reads(History history, Dictionary<string, Frontier> known)
    {
        foreach (var read in history.Reads.Where(read => read.Answer == Answer.Done))
        {
            if (!known.TryGetValue(read.Feed, out var frontier)) continue;
            var (seq, by) = frontier.Before(read.Span.Begun);
            var head = read.Page.Count == 0 ? 0 : read.Page[^1].Seq;
            if (head < seq) yield return new(Stale, $"{read.Lane} read {read.Feed} at {read.Span} up to {head}; before that {by}");
        }
    }

    static IEnumerable<Breach> Pages(History history, Dictionary<string, List<Stood>> feeds)
    {
        foreach (var read in history.Reads.Where(read => read.Answer == Answer.Done && read.Page.Count > 0))
        {
            if (!feeds.TryGetValue(read.Feed, out var all)) continue;
            var (from, to) = (read.IsWhole ? 0 : read.Page[0].Seq, read.Page[^1].Seq);
            var expected = all.SkipWhile(stood => stood.Seq < from).TakeWhile(stood => stood.Seq <= to)
                .Select(stood => new Line(stood.Seq, stood.Text));
            if (!expected.SequenceEqual(read.Page))
                yield return new(Whole,
                    $"{read.Lane} read {read.Feed} at {read.Span} from {from} to {to}; {FirstDifference([.. expected], read.Page)}");
        }
    }

    static string FirstDifference(List<Line> expected, IReadOnlyList<Line> page)
    {
        var i = 0;
        while (i < expected.Count && i < page.Count && expected[i] == page[i]) i++;
        string At(IReadOnlyList<Line> lines) => i < lines.Count ? lines[i].ToString() : "nothing more";
        return $"it has {At(page)} where {At(expected)} stands";
    }

    static IEnumerable<Breach> Lanes(History history)
    {
        foreach (var lane in history.Posts.Where(post => post.Answer == Answer.Done).GroupBy(post => (post.Lane, post.Feed)))
        {
            PostOp? last = null;
            foreach (var post in lane.OrderBy(post => post.Span.Begun))
            {
                if (last is not null && post.Seq <= last.Seq)
                    yield return new(Own,
                        $"{post.Lane} said '{last.Text}' ({last.Seq}) and then '{post.Text}' ({post.Seq}) in {post.Feed}");
                last = post;
            }
        }
    }

    static Dictionary<string, Frontier> Known(History history)
    {
        var facts = history.Posts.Where(post => post.Answer == Answer.Done)
            .Select(post => (post.Feed, post.Span.Ended, post.Seq, By: $"'{post.Text}' was acknowledged as {post.Seq}"))
            .Concat(history.Reads.Where(read => read.Answer == Answer.Done && read.Page.Count > 0)
                .Select(read => (read.Feed, read.Span.Ended, read.Page[^1].Seq, By: $"{read.Lane} had read {read.Page[^1].Seq}")))
            .Concat(history.Viewers.SelectMany(viewer => viewer.Sights.Where(sight => sight is { Kind: SightKind.Event, Type: "posted" })
                .Select(sight => (sight.Feed, sight.At, sight.Seq, By: $"{viewer.Client} had seen {sight.Seq}"))));
        return facts.GroupBy(fact => fact.Feed)
            .ToDictionary(feed => feed.Key, feed => new Frontier(feed.Select(fact => (fact.Item2, fact.Seq, fact.By))));
    }

    // The greatest number that was known at each time.
    sealed class Frontier
    {
        readonly List<long> times = [];
        readonly List<(long Seq, string By)> greatest = [];

        public Frontier(IEnumerable<(long At, long Seq, string By)> facts)
        {
            foreach (var (at, seq, by) in facts.OrderBy(fact => fact.At))
            {
                if (greatest.Count > 0 && seq <= greatest[^1].Seq) continue;
                times.Add(at);
                greatest.Add((seq, by));
            }
        }

        public (long Seq, string By) Before(long time)
        {
            var found = times.BinarySearch(time);
            // Of what came at this very time nobody can say that it was before.
            var index = found >= 0 ? found - 1 : ~found - 1;
            return index < 0 ? (0, "") : greatest[index];
        }
    }
}
