using ActorChat.Node.Settings;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;

namespace ActorChat.Load.Servers;

/// <summary>Fills a store with users and rooms that nobody asks for: what a server that has run for years knows.</summary>
static class KnownNames
{
    const int WritesAtOnce = 2000;

    // A # stands for the number.
    static readonly (string Kind, string Type, string Body)[] Made =
    [
        ("user", "registered", """{"type":"registered","name":"known-user-#","globalSeq":0,"globalOrdinal":0,"passwordHash":"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"}"""),
        ("room", "created", """{"type":"created","room":"known-room-#","by":"known-user-#","access":"open"}"""),
    ];

    /// <summary>So many of each, with the rows that their making leaves.</summary>
    public static async Task Fill(string file, int count)
    {
        await using var store = new SqliteStore(NodeSettings.Default.Sqlite.At(file));
        await store.Open(default);
        foreach (var batch in Made.SelectMany(made => Enumerable.Range(1, count).Select(n => WriteOf(made, n))).Chunk(WritesAtOnce))
        {
            if ((await store.Commit(batch, default)).Any(outcome => outcome != CommitOutcome.Committed))
            {
                throw new IOException($"{file} could not be filled");
            }
        }
    }

    static Write WriteOf((string Kind, string Type, string Body) made, int number)
    {
        var id = new EntityId(made.Kind, $"known-{made.Kind}-{number}");
        var body = Encoding.UTF8.GetBytes(made.Body.Replace("#", $"{number}", StringComparison.Ordinal));
        return new(id, 0, [new(DateTimeOffset.UtcNow, made.Type, null, null, body)])
        {
            Directory = [new DirectoryChange(made.Kind, id.Name, new DirectoryEntry(id.Name, Listed: true))],
        };
    }
}
