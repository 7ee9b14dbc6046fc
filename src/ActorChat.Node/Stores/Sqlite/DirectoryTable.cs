using ActorChat.Node.Behaviours;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Names to list and search. Neither statement knows patterns, so text is only ever text.</summary>
sealed class DirectoryTable(SqliteConnection connection) : IDisposable
{
    readonly Statement put = new(connection,
        """
        insert into directory (kind, key, name, listed) values ($kind, $key, $name, $listed)
        on conflict (kind, key) do update set name = excluded.name, listed = excluded.listed
        """);

    readonly Statement delete = new(connection,
        """
        delete from directory where kind = $kind and key = $key
        """);

    // 1114111 is the last code point there is: the range holds all keys that begin with the text.
    readonly Statement beginning = new(connection,
        """
        select name, listed from directory
        where kind = $kind and key >= $text and key < $text || char(1114111) and listed >= $listed
        order by key
        limit $limit
        """);

    readonly Statement containing = new(connection,
        """
        select name, listed from directory
        where kind = $kind and instr(key, $text) > 0 and listed >= $listed
        order by key
        limit $limit
        """);

    public void Change(DirectoryChange change)
    {
        if (change.Entry is { } entry) put.Run(change.Kind, change.Key, entry.Name, entry.Listed);
        else delete.Run(change.Kind, change.Key);
    }

    public IReadOnlyList<DirectoryEntry> Search(string kind, string text, bool prefix, bool listedOnly, int limit) =>
        (prefix ? beginning : containing).Rows(
            row => new DirectoryEntry(row.GetString(0), row.GetBoolean(1)), kind, text, listedOnly, limit);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[put, delete, beginning, containing]) statement.Dispose();
    }
}
