using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Generations: each with the place in the journal of the first event that may be its own.</summary>
static class PostgresGenerations
{
    /// <summary>The table.</summary>
    public const string Schema =
        """
        create table generation (
            place bigint generated always as identity primary key, name text not null unique, first bigint not null
        );
        """;

    // A commit that is still under way may have a smaller place in the journal than one that is done, but none that begins later has.
    public static Task Begin(Database database, string name, CancellationToken cancel) => database.Transact(
        [
            new Sql(
                """
                insert into generation (name, first) select @name, coalesce(max(ordering), 0) + 1 from journal
                on conflict (name) do nothing
                """,
                P.Of("name", name)),
            new Sql("delete from generation where place not in (select place from generation order by place desc limit "
                + $"{IGenerationStore.Kept})"),
        ],
        _ => Task.FromResult(true),
        cancel);

    public static async Task<IReadOnlyList<string>> Read(Database database, CancellationToken cancel) =>
        await database.Rows(new Sql("select name from generation order by place"), row => row.GetString(0), cancel);

    public static async Task<bool> IsAfter(Database database, EntityId entity, long seq, string name, CancellationToken cancel) =>
        (await database.Rows(
            new Sql(
                """
                select 1 from journal
                where persistence_id = @entity and sequence_number = @seq and ordering >= (
                    select first from generation where place > (select place from generation where name = @name) order by place limit 1)
                """,
                P.Of("entity", entity.ToString()), P.Of("seq", seq), P.Of("name", name)),
            _ => true,
            cancel)).Count > 0;
}
