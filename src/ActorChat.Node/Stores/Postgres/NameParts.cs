using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that change the directory and drop files.</summary>
static class NameParts
{
    // One statement may touch a row once only, so of several changes of one key the last one is taken.
    public static CommitPart? Change(IReadOnlyList<Write> batch) => For(batch, write => write.Directory, rows => new CommitPart(
        """
        named as (
            select distinct on (change.kind, change.key) change.kind, change.key, change.name, change.listed
            from unnest(@name_place, @name_step, @name_kind, @name_key, @name_name, @name_listed)
                as change(place, step, kind, key, name, listed)
            join good on good.place = change.place
            order by change.kind, change.key, change.step desc
        ),
        name_put as (
            insert into directory (kind, key, name, listed)
            select kind, key, name, listed from named where name is not null
            on conflict (kind, key) do update set name = excluded.name, listed = excluded.listed
        ),
        name_delete as (
            delete from directory using named
            where named.name is null and directory.kind = named.kind and directory.key = named.key
        )
        """,
        Column("name_place", rows, row => row.Place),
        P.Of("name_step", Enumerable.Range(0, rows.Count).ToArray()),
        Column("name_kind", rows, row => row.Value.Kind),
        Column("name_key", rows, row => row.Value.Key),
        Column("name_name", rows, row => row.Value.Entry?.Name),
        Column("name_listed", rows, row => row.Value.Entry?.Listed)));

    public static CommitPart? DropFiles(IReadOnlyList<Write> batch) => For(batch, write => write.DropFiles, rows => new CommitPart(
        """
        file_drop as (
            delete from file_chunk using good, unnest(@drop_place, @drop_file) as dropped(place, file)
            where good.place = dropped.place and file_chunk.file = dropped.file
        )
        """,
        Column("drop_place", rows, row => row.Place),
        Column("drop_file", rows, row => row.Value)));
}
