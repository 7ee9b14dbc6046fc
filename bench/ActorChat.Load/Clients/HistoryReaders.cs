using System.Diagnostics;
using ActorChat.Load.Measure;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>Clients that are in many rooms with messages in them, and read pages of their history.</summary>
sealed class HistoryReaders : IAsyncDisposable
{
    const int TextBytes = 100, Window = 32;

    readonly EventLoop loop = new();
    readonly Tally tally = new();
    readonly List<(ChatClient Client, Room Room)> rooms = [];
    (ChatClient Client, Room Room) longest;

    /// <summary>Connects readers, makes their rooms, and fills them; besides these, the first reader has one long room.</summary>
    public static async Task<HistoryReaders> Enter(
        IReadOnlyList<string> addresses, int readers, int rooms, int messages, int messagesOfTheLong)
    {
        var all = new HistoryReaders();
        try
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, readers), new ParallelOptions { MaxDegreeOfParallelism = readers }, async (i, _) =>
            {
                var client = new ChatClient(all.loop, all.tally, $"reader{i + 1}");
                client.Connect(addresses[i % addresses.Count], i);
                await client.Register();
                for (var n = i; n < rooms; n += readers) await all.Fill(client, new($"room{n + 1}"), messages, all.rooms);
            });
            List<(ChatClient, Room)> one = [];
            await all.Fill(all.rooms[0].Client, new("long"), messagesOfTheLong, one);
            all.longest = one[0];
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads the newest page of every room, one after the other.</summary>
    public async Task<Percentiles> ReadAll(int limit)
    {
        var times = new Histogram();
        foreach (var (client, room) in rooms) times.Add(await Read(client, room, limit, null));
        return times.Summarise();
    }

    /// <summary>Reads a page of the long room; nanoseconds.</summary>
    public Task<long> ReadLong(int limit, long? before) => Read(longest.Client, longest.Room, limit, before);

    /// <summary>Reads the newest page of a room.</summary>
    public Task<long> ReadShort(int limit) => Read(rooms[0].Client, rooms[0].Room, limit, null);

    // Measured from the loop's thread to the loop's thread, without the way of a task back.
    async Task<long> Read(ChatClient client, Room room, int limit, long? before)
    {
        var (answer, sent, received) = await client.AskTimed(
            "history", $"\"feed\":\"room/{room.Name}\",\"limit\":{limit}{(before is { } seq ? $",\"before\":{seq}" : "")}");
        var count = answer.Split("\"type\":\"posted\"").Length - 1;
        if (count != limit) throw new InvalidOperationException($"a page of {room.Name} has {count} messages instead of {limit}");
        return (long)Stopwatch.GetElapsedTime(sent, received).TotalNanoseconds;
    }

    async Task Fill(ChatClient client, Room room, int messages, List<(ChatClient, Room)> into)
    {
        await client.Enter(room, isNew: true, TextBytes);
        for (var left = messages; left > 0;)
        {
            var some = Math.Min(left, Window);
            var sent = new TaskCompletionSource();
            loop.Do(() =>
            {
                client.Poster!.Due = some;
                client.Post(Stopwatch.GetTimestamp());
                sent.SetResult();
            });
            await sent.Task;
            left -= some;
            while (client.Poster!.Open > 0) await Task.Delay(1);
        }
        lock (rooms) into.Add((client, room));
    }

    public ValueTask DisposeAsync()
    {
        loop.Dispose();
        return ValueTask.CompletedTask;
    }
}
