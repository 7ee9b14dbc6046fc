namespace ActorChat.Torture.Checking;

/// <summary>
/// What is acknowledged stands in the end exactly once and where it was said to stand; what was certainly refused does not stand there;
/// what nobody knows stands there once at most; and nothing stands there that nobody wanted.
/// </summary>
static class OnceCheck
{
    const string Once = "acknowledged exactly once", Never = "certainly not", Nobody = "nothing that nobody said";

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<Breach> Check(History history)
    {
        var places = PlacesOf(history);
        foreach (var post in history.Posts)
        {
            var stands = places.GetValueOrDefault(post.Text) ?? [];
            if (post.Answer == Answer.Refused && stands.Count > 0)
                yield return new(Never, $"'{post.Text}' was refused ({post.Code}) at {post.Span} and stands at {Places(stands)}");
            else if (stands.Count > 1)
                yield return new(Once, $"'{post.Text}' ({post.Answer} at {post.Span}) stands at {Places(stands)}");
            else if (post.Answer == Answer.Done && !stands.Contains((post.Feed, post.Seq)))
                yield return new(Once,
                    $"'{post.Text}' was acknowledged at {post.Span} as {post.Feed} {post.Seq} and "
                    + (stands.Count == 0 ? "is not there" : $"stands at {Places(stands)}"));
        }
        var wanted = history.Posts.Select(post => post.Text).Concat(history.Scheduled.Select(later => later.Text)).ToHashSet();
        foreach (var (text, stands) in places)
        {
            if (!wanted.Contains(text)) yield return new(Nobody, $"'{text}' stands at {Places(stands)}, and nobody said it");
        }
    }

    /// <summary>Where each text stands.</summary>
    public static Dictionary<string, List<(string Feed, long Seq)>> PlacesOf(History history)
    {
        var places = new Dictionary<string, List<(string, long)>>();
        foreach (var feed in history.Feeds)
        {
            foreach (var stood in feed.Events.Where(stood => stood.Type == "posted"))
            {
                if (!places.TryGetValue(stood.Text, out var all)) places[stood.Text] = all = [];
                all.Add((feed.Feed, stood.Seq));
            }
        }
        return places;
    }

    static string Places(IEnumerable<(string Feed, long Seq)> stands) =>
        string.Join(" and ", stands.Select(one => $"{one.Feed} {one.Seq}"));
}
