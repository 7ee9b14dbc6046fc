using System.Diagnostics;
using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Soak;

/// <summary>
/// Many writers post into many rooms, each message with a key and again until it is acknowledged, while one node after the other leaves or
/// dies and comes back. In the end every room holds what was acknowledged, once. Memory is printed: it should be flat.
/// </summary>
static class Soak
{
    const int RoomCount = 1000, Writers = 256, Reports = 20;

    public static async Task<bool> Run(string setting, int messages)
    {
        await using var cluster = new Cluster(
            setting, options => options with { PassivateAfter = TimeSpan.FromSeconds(20), MaxEntities = 500 });
        await cluster.Start(3);
        var acknowledged = new long[RoomCount];
        for (var room = 0; room < RoomCount; room++)
        {
            await cluster.Ask(Ids.Room(Name(room)), new Act(Owner(room), new CreateRoom(Name(room), RoomAccess.Open)));
        }
        Console.WriteLine($"{RoomCount} rooms on 3 nodes; {Memory.Now}");

        var watch = Stopwatch.StartNew();
        long begun = 0, done = 0;
        using var stop = new CancellationTokenSource();
        var moving = Move(cluster, stop.Token);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 1; Interlocked.Increment(ref begun) <= messages; number++)
            {
                var room = (writer + (number * Writers)) * 7919 % RoomCount;
                if (room < 0) room += RoomCount;
                await Post(cluster, room, $"w{writer}:{number}");
                Interlocked.Increment(ref acknowledged[room]);
                Interlocked.Increment(ref done);
            }
        })).ToList();
        var all = Task.WhenAll(writers);
        for (var report = 1; report <= Reports && !all.IsCompleted; report++)
        {
            while (!all.IsCompleted && Interlocked.Read(ref done) < (long)messages * report / Reports) await Task.Delay(50);
            Console.WriteLine(
                $"{Interlocked.Read(ref done),9} messages, {done / watch.Elapsed.TotalSeconds:F0}/s; {Memory.Now}; "
                    + $"{cluster.Nodes.Sum(node => node.Counters.Entities)} entities; {moves} moves");
        }
        await all;
        await stop.CancelAsync();
        await moving;
        return await IsExact(cluster, acknowledged);
    }

    static int moves;

    static async Task Move(Cluster cluster, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(5), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            var name = $"n{1 + (moves % 3)}";
            if (moves % 2 == 0) await cluster.Leave(name);
            else await cluster.Kill(name);
            await cluster.Start(name);
            moves++;
        }
    }

    // Who writes is the owner of the room; the key tells writers apart.
    static async Task Post(Cluster cluster, int room, string key)
    {
        while (await cluster.Ask(Ids.Room(Name(room)),
            new Act(Owner(room), new Post(Name(room), $"message {key}", key))) is not ForClient { Reply: PostedReply })
        {
            await Task.Delay(50);
        }
    }

    static async Task<bool> IsExact(Cluster cluster, long[] acknowledged)
    {
        var wrong = 0;
        for (var room = 0; room < RoomCount; room++)
        {
            var visit = await cluster.Ask(Ids.Room(Name(room)), new Visit(Owner(room)));
            if (visit is Visited { State: RoomState state } && state.Ordinal == acknowledged[room]) continue;
            wrong++;
            Console.WriteLine($"{Name(room)}: {acknowledged[room]} acknowledged, and the room says {visit}");
        }
        Console.WriteLine(
            wrong == 0 ? $"every room holds exactly what was acknowledged: {acknowledged.Sum()} messages" : $"{wrong} rooms are wrong");
        return wrong == 0;
    }

    static string Name(int room) => $"room{room}";

    static string Owner(int room) => $"owner{room % 50}";
}
