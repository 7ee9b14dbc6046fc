using ActorChat.Node.Behaviours;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Generations: each with the place in the journal of the first event that may be its own.</summary>
sealed class GenerationTable(SqliteConnection connection) : IDisposable
{
    /// <summary>The table.</summary>
    public const string Schema =
        """
        create table generation (place integer primary key, name text not null unique, first integer not null) strict;
        """;

    // The journal's places are never used again, also not those of events that were deleted.
    readonly Statement begin = new(connection,
        """
        insert into generation (name, first) select $name, coalesce(max(ordering), 0) + 1 from journal where true
        on conflict (name) do nothing
        """);

    readonly Statement forget = new(connection,
        $"""
        delete from generation where place not in (select place from generation order by place desc limit {IGenerationStore.Kept})
        """);

    readonly Statement all = new(connection,
        """
        select name from generation order by place
        """);

    readonly Statement find = new(connection,
        """
        select sequence_number from journal
        where persistence_id = $entity and sequence_number = $seq and ordering >= (
            select first from generation where place > (select place from generation where name = $name) order by place limit 1)
        """);

    public void Begin(string name)
    {
        begin.Run(name);
        forget.Run();
    }

    public IReadOnlyList<string> All() => all.Rows(row => row.GetString(0));

    public bool IsAfter(EntityId entity, long seq, string name) => find.Number(entity, seq, name) is not null;

    public void Dispose()
    {
        foreach (var statement in (Statement[])[begin, forget, all, find]) statement.Dispose();
    }
}
