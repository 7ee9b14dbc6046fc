using System.Text;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;

namespace ActorChat.Load.Servers;

/// <summary>Fills a store with users and rooms that nobody asks for: what a server that has run for years knows.</summary>
static class KnownNames
{
    // The runtime's default, with which the node that made the file was started.
    const int ShardCount = 256;
    const int WritesAtOnce = 2000;
    const string Me = "known-names";

    // A # stands for the number.
    static readonly (string Kind, string Type, string Body)[] Made =
    [
        ("user", "registered", """{"type":"registered","name":"known-user-#","globalSeq":0,"globalOrdinal":0,"passwordHash":"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"}"""),
        ("room", "created", """{"type":"created","room":"known-room-#","by":"known-user-#","access":"open"}"""),
    ];

    /// <summary>So many of each, with the rows that their making leaves.</summary>
    public static async Task Fill(string file, int count)
    {
        await using var store = new SqliteStore(new SqliteOptions { Path = file });
        await store.Open(ShardCount, default);
        await store.Join(new(Me, Me, "", ""), TimeSpan.FromHours(1), default);
        var epochs = (await store.Take(Me, [.. Enumerable.Range(0, ShardCount)], default)).ToDictionary(shard => shard.Shard, shard => shard.Epoch);
        foreach (var batch in Made.SelectMany(made => Enumerable.Range(1, count).Select(n => WriteOf(made, n, epochs))).Chunk(WritesAtOnce))
        {
            if ((await store.Commit(batch, default)).Any(outcome => outcome != CommitOutcome.Committed)) throw new IOException($"{file} could not be filled");
        }
        await store.Leave(Me, default);
    }

    static Write WriteOf((string Kind, string Type, string Body) made, int number, Dictionary<int, long> epochs)
    {
        var id = new EntityId(made.Kind, $"known-{made.Kind}-{number}");
        var shard = Shards.Of(id, ShardCount);
        var body = Encoding.UTF8.GetBytes(made.Body.Replace("#", $"{number}", StringComparison.Ordinal));
        return new(id, new(shard, Me, epochs[shard]), 0, [new(DateTimeOffset.UtcNow, made.Type, null, null, body)])
        {
            Directory = [new DirectoryChange(made.Kind, id.Name, new DirectoryEntry(id.Name, Listed: true))],
        };
    }
}
