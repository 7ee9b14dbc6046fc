using System.Globalization;
using ActorChat.Harness;
using ActorChat.Messages;
using ActorChat.Torture.Checking;

namespace ActorChat.Torture.Clients;

/// <summary>
/// One thread of talk on a client: asks one thing after the other. Most messages are sent again with their key until there is an answer
/// that says what became of them; some only once, so that what is said to be certainly not done can be held against the journal.
/// </summary>
sealed class Lane(Client client, int number, IReadOnlyList<string> feeds, IReadOnlyList<string> scheduleFeeds, Clock clock, Record record,
    Random random, TimeSpan pause)
{
    // After all faults have healed everyone serves within seconds; what has no answer then is left as unknown.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(90), Between = TimeSpan.FromMilliseconds(150);

    // Of a hundred requests.
    const int Reads = 12, Schedules = 2, OnceOnly = 25;

    readonly string name = $"{client.Name}.{number}";
    int sent;

    /// <summary>Talks until stopped; what is begun by then is brought to its end.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(Patience);
            var feed = feeds[random.Next(feeds.Count)];
            try
            {
                switch (random.Next(100))
                {
                    case < Reads: await Read(feed, limit.Token); break;
                    case < Reads + Schedules: await Schedule(scheduleFeeds[random.Next(scheduleFeeds.Count)], limit.Token); break;
                    default: await Post(feed, random.Next(100) < OnceOnly, limit.Token); break;
                }
            }
            catch (OperationCanceledException)
            {
                // Nobody took it; a message is recorded as unknown below.
            }
            await Task.Delay(pause * (2 * random.NextDouble()), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Post(string feed, bool once, CancellationToken limit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name}-{++sent}");
        var fields = $"{TargetOf(feed)},\"text\":\"{text}\",\"key\":\"{name.Replace('.', 'x')}:{sent}\"";
        var type = feed.StartsWith("room/", StringComparison.Ordinal) ? "post" : "post-private";
        var begun = clock.Now;
        (Answer Answer, long Seq, string? Code) end = (Answer.Unknown, 0, null);
        try
        {
            end = await Sent(type, fields, once, limit);
        }
        finally
        {
            record.Posts.Enqueue(new(name, client.User, feed, text, new(begun, clock.Now), end.Answer, end.Seq, end.Code));
        }
    }

    async Task<(Answer, long, string?)> Sent(string type, string fields, bool once, CancellationToken limit)
    {
        // One attempt that nobody knows the end of makes a later refusal worth nothing.
        for (var inDoubt = false; ; await Task.Delay(Between, limit))
        {
            var reply = await client.Ask(type, fields, limit);
            if (reply is { Type: "posted" }) return (Answer.Done, reply.Seq, null);
            inDoubt |= reply?.Code is null or ErrorCodes.OutcomeUnknown or ErrorCodes.Internal;
            var isOver = once || (reply is not null && !ErrorCodes.IsTransient(reply.Code!));
            if (isOver) return (inDoubt ? Answer.Unknown : Answer.Refused, 0, reply?.Code);
        }
    }

    async Task Read(string feed, CancellationToken limit) => await Read(client, name, feed, random.Next(5, 60), clock, record, limit);

    /// <summary>Asks for a page, and records what came of it.</summary>
    public static async Task Read(Client client, string name, string feed, int limit, Clock clock, Record record, CancellationToken cancel)
    {
        var begun = clock.Now;
        var reply = await client.Ask("history", $"\"feed\":\"{feed}\",\"limit\":{limit}", cancel);
        var span = new Span(begun, clock.Now);
        if (reply is not { Type: "history" })
        {
            var answer = reply is null ? Answer.Unknown : Answer.Refused;
            record.Reads.Enqueue(new(name, client.User, feed, span, answer, [], false, reply?.Code));
            return;
        }
        var page = reply.List("events").Select(one => new Line(one.Seq, one.Text("text")!));
        record.Reads.Enqueue(new(name, client.User, feed, span, Answer.Done, [.. page], !reply["more"].GetBoolean(), null));
    }

    async Task Schedule(string feed, CancellationToken limit)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name}-later-{++sent}");
        var due = DateTimeOffset.UtcNow.AddSeconds(random.Next(2, 15));
        var dueMs = due.ToUnixTimeMilliseconds();
        var begun = clock.Now;
        Frame? reply = null;
        try
        {
            reply = await client.Ask("schedule",
                $"{TargetOf(feed)},\"text\":\"{text}\",\"due\":\"{DateTimeOffset.FromUnixTimeMilliseconds(dueMs):O}\"", limit);
        }
        finally
        {
            var answer = reply switch
            {
                { Type: "scheduled" } => Answer.Done,
                null or { Code: ErrorCodes.OutcomeUnknown or ErrorCodes.Internal } => Answer.Unknown,
                _ => Answer.Refused,
            };
            record.Scheduled.Enqueue(new(client.User, feed, text, dueMs, new(begun, clock.Now), answer));
        }
    }

    string TargetOf(string feed)
    {
        if (feed.StartsWith("room/", StringComparison.Ordinal)) return $"\"room\":\"{feed["room/".Length..]}\"";
        var users = feed["dialogue/".Length..].Split('~');
        return $"\"user\":\"{(users[0] == client.User ? users[1] : users[0])}\"";
    }
}
