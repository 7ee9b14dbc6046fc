using ActorChat.Harness;
using ActorChat.Messages;
using ActorChat.Torture.Checking;

namespace ActorChat.Torture.Clients;

/// <summary>
/// An admin who takes a user out of a room and lets them in again, over and over; each step is repeated until it is known to be done.
/// </summary>
sealed class Gatekeeper(Client admin, Client member, string feed, Clock clock, Record record, Random random)
{
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(90);

    string Room => feed["room/".Length..];

    /// <summary>Goes on until stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(2 + (6 * random.NextDouble())), stop);
                using var limit = new CancellationTokenSource(Patience);
                await Change(isRemoval: true, limit.Token);
                await Task.Delay(TimeSpan.FromSeconds(1 + (3 * random.NextDouble())), stop);
                await Change(isRemoval: false, limit.Token);
            }
            catch (OperationCanceledException)
            {
                // Stopped, or nobody took it in all the time.
            }
        }
    }

    async Task Change(bool isRemoval, CancellationToken limit)
    {
        var begun = clock.Now;
        var isDone = false;
        try
        {
            isDone = isRemoval
                ? await Until(admin, "remove-user", ErrorCodes.NotInRoom, limit)
                : await Until(admin, "add-user", ErrorCodes.InRoom, limit) && await Until(member, "join-room", ErrorCodes.InRoom, limit);
        }
        finally
        {
            record.Members.Enqueue(new(member.User, feed, isRemoval, new(begun, clock.Now), isDone ? Answer.Done : Answer.Unknown));
        }
    }

    // An earlier attempt may have been done without a word.
    async Task<bool> Until(Client who, string type, string doneAlready, CancellationToken limit)
    {
        var fields = type == "join-room" ? $"\"room\":\"{Room}\"" : $"\"room\":\"{Room}\",\"user\":\"{member.User}\"";
        for (; ; await Task.Delay(Between, limit))
        {
            var reply = await who.Ask(type, fields, limit);
            if (reply is null || (reply.Code is { } code && ErrorCodes.IsTransient(code))) continue;
            return reply.Type == "done" || reply.Code == doneAlready;
        }
    }
}

/// <summary>Somebody who is let in nowhere, and tries all the same.</summary>
sealed class Stranger(Client client, IReadOnlyList<string> feeds, Clock clock, Record record, Random random)
{
    /// <summary>Tries until stopped.</summary>
    public async Task Run(CancellationToken stop)
    {
        for (var i = 1; !stop.IsCancellationRequested; i++)
        {
            var feed = feeds[random.Next(feeds.Count)];
            try
            {
                await Lane.Read(client, client.Name, feed, 20, clock, record, stop);
                if (feed.StartsWith("room/", StringComparison.Ordinal)) await Intrude(feed, $"{client.Name}-{i}", i, stop);
            }
            catch (OperationCanceledException)
            {
                // Stopped.
            }
            await Task.Delay(500, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task Intrude(string feed, string text, int number, CancellationToken stop)
    {
        var room = feed["room/".Length..];
        await client.Ask("join-room", $"\"room\":\"{room}\"", stop);
        await client.Ask("feed", $"\"feed\":\"{feed}\",\"after\":0", stop);
        var begun = clock.Now;
        Frame? reply = await client.Ask("post", $"\"room\":\"{room}\",\"text\":\"{text}\",\"key\":\"stranger:{number}\"", stop);
        var answer = reply is null or { Code: ErrorCodes.OutcomeUnknown } ? Answer.Unknown : reply.Type == "posted" ? Answer.Done
            : Answer.Refused;
        record.Posts.Enqueue(new(client.Name, client.User, feed, text, new(begun, clock.Now), answer, reply?.Seq ?? 0, reply?.Code));
    }
}
