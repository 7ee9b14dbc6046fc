using ActorChat.Harness;
using ActorChat.Torture.Checking;
using ActorChat.Torture.Clients;

namespace ActorChat.Torture;

/// <summary>
/// What stands in the journal in the end, and who has seen it: looked at when nobody talks any more and everything has healed.
/// </summary>
sealed class Finals(Func<IReadOnlyList<string>> addresses, Record record, IReadOnlyList<Client> clients)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Interval = TimeSpan.FromMilliseconds(500);

    IReadOnlyList<FinalFeed> feeds = [];

    /// <summary>Waits until what was put off has come and everyone has everything; or long enough for that.</summary>
    public async Task Settle()
    {
        var due = DateTimeOffset.FromUnixTimeMilliseconds(record.Scheduled.Select(later => later.DueMs).DefaultIfEmpty().Max());
        for (var wait = due - DateTimeOffset.UtcNow; wait > TimeSpan.Zero; wait = due - DateTimeOffset.UtcNow) await Task.Delay(wait);
        var until = DateTimeOffset.UtcNow + Patience;
        for (feeds = await Read(); !IsSettled() && DateTimeOffset.UtcNow < until; feeds = await Read()) await Task.Delay(Interval);
    }

    /// <summary>All of the run.</summary>
    public History History(IEnumerable<Client> everyone, long begunMs) => new(
        begunMs,
        [.. record.Posts], [.. record.Reads], [.. record.Members], [.. record.Scheduled],
        [.. everyone.Select(client => new Viewer(client.Name, client.User, client.Sights.All, client.IsConnected))], feeds);

    bool IsSettled()
    {
        var texts = feeds.SelectMany(feed => feed.Events).Where(stood => stood.Type == "posted").Select(stood => stood.Text).ToHashSet();
        var heads = feeds.ToDictionary(feed => feed.Feed, feed => feed.Head);
        return record.Scheduled.All(later => later.Answer != Answer.Done || texts.Contains(later.Text))
            && clients.All(client => client.Sights.Cursors.All(cursor => !heads.TryGetValue(cursor.Key, out var head)
                || cursor.Value >= head));
    }

    async Task<IReadOnlyList<FinalFeed>> Read()
    {
        List<FinalFeed> all = [];
        foreach (var reader in People.Feeds.GroupBy(ReaderOf))
        {
            await using var one = await People.As(reader.Key, addresses);
            foreach (var feed in reader) all.Add(new(feed, feed == "room/Global", await Read(one, feed)));
        }
        return all;
    }

    static async Task<IReadOnlyList<Stood>> Read(LoggedIn reader, string feed)
    {
        List<Stood> all = [];
        while (true)
        {
            var page = await reader.Must("feed", $"\"feed\":\"{feed}\",\"after\":{(all.Count == 0 ? 0 : all[^1].Seq)},\"limit\":200");
            all.AddRange(page!.List("events").Select(StoodOf));
            if (!page["more"].GetBoolean()) return all;
        }
    }

    static Stood StoodOf(Frame one) => new(
        one.Seq, one.Type, one.Text(one.Type is "posted" or "created" ? "by" : "user") ?? "", Sights.TextOf(one),
        DateTimeOffset.Parse(one.Text("at")!, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds());

    static string ReaderOf(string feed) =>
        feed.StartsWith("dialogue/", StringComparison.Ordinal) ? feed["dialogue/".Length..].Split('~')[0] : People.Admin;
}
