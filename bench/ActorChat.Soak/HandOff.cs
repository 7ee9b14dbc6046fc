using System.Diagnostics;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Soak;

/// <summary>A node with many live entities leaves in good order; meanwhile rooms of it are asked all the time through the others.</summary>
static class HandOff
{
    const int Askers = 32;

    public static async Task<bool> Run(string setting, int entities)
    {
        await using var cluster = new Cluster(setting, options => options with { PassivateAfter = TimeSpan.FromHours(1) });
        await cluster.Start(3);
        // Each shard has its place once it is asked.
        for (var i = 0; i < 10 * Shards.Count; i++) await cluster.Ask(Ids.Room($"place{i}"), new Visit("nobody"));
        var there = (await cluster.Nodes[1].ShardsHere())[Ids.RoomKind].ToHashSet();
        if (there.Count == 0) throw new InvalidOperationException("n2 has no shard.");
        var rooms = Enumerable.Range(1, int.MaxValue).Select(i => $"room{i}")
            .Where(name => there.Contains(Shards.Of(Ids.Room(name), Shards.Count))).Take(entities).ToList();
        await Parallel.ForEachAsync(rooms, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (room, _) =>
            await cluster.Ask(
                Ids.Room(room), new Act($"owner{room.GetHashCode(StringComparison.Ordinal) % 50}", new CreateRoom(room, RoomAccess.Open))));
        Console.WriteLine($"{cluster.Nodes[1].Counters.Entities} live entities on n2");

        using var stop = new CancellationTokenSource();
        var others = new[] { cluster.Nodes[0], cluster.Nodes[2] };
        var asking = Enumerable.Range(0, Askers).Select(asker => Task.Run(async () =>
        {
            var (asked, failed, slowest) = (0, 0, TimeSpan.Zero);
            while (!stop.IsCancellationRequested)
            {
                var watch = Stopwatch.StartNew();
                var room = rooms[Random.Shared.Next(rooms.Count)];
                // Not repeated when the outcome is unknown: nothing of what was under way may end so.
                var result = await others[asker % 2].Region.Ask(Ids.Room(room), new Visit("owner1"), Repeat.WhenCertain);
                if (result.Reply is null) failed++;
                asked++;
                if (watch.Elapsed > slowest) slowest = watch.Elapsed;
            }
            return (asked, failed, slowest);
        })).ToList();
        await Task.Delay(1000);
        var took = await cluster.Leave("n2");
        await cluster.Settled();
        await Task.Delay(1000);
        await stop.CancelAsync();
        var all = await Task.WhenAll(asking);
        Console.WriteLine($"n2 handed off everything and left in {took.TotalMilliseconds:F0} ms");
        Console.WriteLine($"{all.Sum(one => one.asked)} questions meanwhile: {all.Sum(one => one.failed)} failed, the slowest took "
            + $"{all.Max(one => one.slowest).TotalMilliseconds:F0} ms");
        return all.Sum(one => one.failed) == 0;
    }
}
