using System.Diagnostics;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Messages;

namespace ActorChat.Soak;

/// <summary>A store full of users, and a node whom some of them use.</summary>
static class Active
{
    const int Batch = 2000, ActiveUsers = 20_000, InMemory = 10_000;

    public static async Task<bool> Run(string setting, int users)
    {
        await using var cluster = new Cluster(
            setting, options => options with { MaxEntities = InMemory, PassivateAfter = TimeSpan.FromSeconds(20) });
        await cluster.Start(1);
        await Fill(setting, users);
        Console.WriteLine($"{users} users are known; {Memory.Now}");
        var node = cluster.Nodes[0];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(1, Math.Min(ActiveUsers, users)), new ParallelOptions { MaxDegreeOfParallelism = 128 },
            async (i, _) => await cluster.Ask(Ids.User(Name(i)), new GetName()));
        Console.WriteLine($"{Math.Min(ActiveUsers, users)} of them were active within {watch.Elapsed.TotalSeconds:F0} s: "
            + $"{node.Counters.Entities} in memory (MaxEntities is {InMemory}); {Memory.Now}");
        while (node.Counters.Entities > 0 && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(500);
        Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s later, nobody active: {node.Counters.Entities} in memory; {Memory.Now}");
        return node.Counters.Entities == 0;
    }

    static async Task Fill(string setting, int users)
    {
        await using var store = Cluster.Open(setting);
        await store.Open(default);
        for (var first = 1; first <= users; first += Batch)
        {
            Write[] batch = [.. Enumerable.Range(first, Math.Min(Batch, users - first + 1)).Select(i => New(Name(i)))];
            var outcomes = await store.Commit(batch, default);
            if (outcomes.Any(outcome => outcome != CommitOutcome.Committed))
            {
                throw new InvalidOperationException("The store did not take all users.");
            }
        }
    }

    static Write New(string name)
    {
        var body = ChatEvents.Write(new Registered(name, "hash", 0, 0));
        return new(Ids.User(name), 0, [new(DateTimeOffset.UnixEpoch, "registered", null, null, body)]);
    }

    static string Name(int i) => $"user{i}";
}
