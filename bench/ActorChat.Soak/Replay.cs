using System.Diagnostics;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Soak;

/// <summary>A room with a long life: how long it takes, from nothing in memory, until it answers.</summary>
static class Replay
{
    const int Batch = 5000, Tries = 20;

    public static async Task<bool> Run(string setting, int events)
    {
        await using (var cluster = new Cluster(setting))
        {
            await cluster.Start(1);
            await cluster.Ask(Ids.Room("old"), new Act("alice", new CreateRoom("old", RoomAccess.Open)));
            // The last few through the room itself, so that the snapshot is its own.
            await Fill(setting, cluster, events - 1000);
        }
        await using (var again = new Cluster(setting))
        {
            await again.Start(1);
            for (var i = 1; i <= 1000; i++) await again.Ask(Ids.Room("old"), new Act("alice", new Post("old", $"late {i}", $"late:{i}")));
        }
        List<double> took = [];
        for (var i = 0; i < Tries; i++)
        {
            await using var cold = new Cluster(setting);
            await cold.Start(1);
            // Everything that is the same for all entities has been used once.
            await cold.Ask(Ids.Room("other"), new Visit("alice"));
            var watch = Stopwatch.StartNew();
            var answer = await cold.Ask(Ids.Room("old"), new Visit("alice"));
            took.Add(watch.Elapsed.TotalMilliseconds);
            if (i == 0)
            {
                Console.WriteLine(
                    answer is Visited { State: RoomState state } ? $"the room has {state.Seq} events" : $"the room says {answer}");
            }
        }
        took.Sort();
        Console.WriteLine($"from nothing to the first answer: median {took[Tries / 2]:F1} ms, slowest of {Tries} {took[^1]:F1} ms");
        return took[Tries / 2] < 100;
    }

    // Behind the node's back: the room leaves memory when the node does.
    static async Task Fill(string setting, Cluster cluster, int events)
    {
        await using var store = Cluster.Open(setting);
        await store.Open(default);
        var room = Ids.Room("old");
        var after = (await store.ReadBack(room, long.MaxValue, 0, [], 1, default))[^1].Seq;
        for (long ordinal = 0; ordinal < events; ordinal += Batch)
        {
            var first = ordinal;
            NewEvent[] batch = [.. Enumerable.Range(1, Batch).Select(i =>
                new NewEvent(DateTimeOffset.UnixEpoch, "posted", null, null,
                    ChatEvents.Write(new Posted("alice", $"message {first + i}", first + i, $"fill:{first + i}"))))];
            var outcomes = await store.Commit([new Write(room, after, batch)], default);
            if (outcomes[0] != CommitOutcome.Committed) throw new InvalidOperationException($"The store said {outcomes[0]}.");
            after += Batch;
        }
        Console.WriteLine($"{cluster.Nodes.Count} node, {after} events written");
    }
}
