namespace ActorChat.Torture.Checking;

/// <summary>
/// A message for later that was acknowledged is posted once, and not before its time; one that nobody knows of once at most; one that was
/// refused never. By the calendars of the node that finds that it is due and of the node that posts it; one that was wrong is nobody's
/// breach.
/// </summary>
static class ScheduleCheck
{
    const string Once = "scheduled messages once";

    /// <summary>All that is wrong.</summary>
    public static IEnumerable<Breach> Check(History history)
    {
        var places = OnceCheck.PlacesOf(history);
        var times = history.Feeds.ToDictionary(feed => feed.Feed, feed => feed.Events
            .ToDictionary(stood => stood.Seq, stood => stood.AtMs));
        foreach (var later in history.Scheduled)
        {
            var stands = places.GetValueOrDefault(later.Text) ?? [];
            var what = $"'{later.Text}' for {later.Feed} ({later.Answer} at {later.Span})";
            if (stands.Count > 1) yield return new(Once, $"{what} stands there {stands.Count} times");
            if (later.Answer == Answer.Done && stands.Count == 0) yield return new(Once, $"{what} was never posted");
            if (later.Answer == Answer.Refused && stands.Count > 0) yield return new(Once, $"{what} was posted all the same");
            if (stands.Count > 0 && times[stands[0].Feed][stands[0].Seq] is var at && at < later.DueMs && !history.MayBeWrong(at)
                && !history.AnyWasWrong(at))
                yield return new(Once, $"{what} was posted before its time");
        }
    }
}
