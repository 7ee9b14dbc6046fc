using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>A group commit of many entities on SQLite, durable, on this machine's disk.</summary>
public class CommitBenchmarks
{
    static readonly byte[] Body = [.. "{\"text\":\""u8, .. Enumerable.Repeat((byte)'x', 180), .. "\"}"u8];

    readonly string folder = Directory.CreateTempSubdirectory("bench-").FullName;
    SqliteStore store = null!;
    long[] after = [];

    /// <summary>Entities in one commit.</summary>
    [Params(1, 16, 100)]
    public int Writes { get; set; }

    /// <summary>Events of each.</summary>
    [Params(1, 8)]
    public int Events { get; set; }

    [GlobalSetup]
    public async Task Open()
    {
        store = new(NodeSettings.Default.Sqlite.At(Path.Combine(folder, $"{Guid.NewGuid():N}.db")));
        await store.Open(default);
        after = new long[Writes];
    }

    [GlobalCleanup]
    public async Task Close()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Benchmark]
    public async Task<int> Commit()
    {
        var batch = new List<Write>(Writes);
        for (var i = 0; i < Writes; i++)
        {
            var id = new EntityId("room", $"room{i}");
            batch.Add(new(id, after[i],
                [.. Enumerable.Range(0, Events).Select(_ => new NewEvent(DateTimeOffset.UtcNow, "posted", null, null, Body))]));
            after[i] += Events;
        }
        var outcomes = await store.Commit(batch, default);
        return outcomes.Count(outcome => outcome == CommitOutcome.Committed) == Writes ? Writes
            : throw new InvalidOperationException("not committed");
    }
}
