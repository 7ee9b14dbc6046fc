using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>What a commit that purges does to the index of words.</summary>
static class SearchParts
{
    /// <summary>
    /// Locks the marks of the entities that are purged of something, before the statement that purges: it sees what was indexed until
    /// then, and what is being indexed waits, and then finds its mark changed. Null when nothing is purged.
    /// </summary>
    public static Sql? Lock(IReadOnlyList<Write> batch)
    {
        string[] purged = [.. batch.Where(write => write.Purges.Count + write.Rewrites.Count > 0).Select(write => write.Entity.ToString())];
        return purged.Length == 0 ? null
            : new Sql("select 0 from search_mark where entity = any(@purged) order by entity for update", P.Of("purged", purged));
    }

    /// <summary>What is rewritten says something else now.</summary>
    public static CommitPart? Forget(IReadOnlyList<Write> batch) => For(batch, write => write.Rewrites, rows => new CommitPart(
        """
        search_forget as (
            delete from search_text using good, unnest(@forgotten_place, @forgotten_seq) as forgotten(place, seq)
            where good.place = forgotten.place and search_text.entity = good.entity and search_text.seq = forgotten.seq
        ),
        search_forget_count as (
            update search_mark set purges = purges + 1 from good
                where good.place = any(@forgotten_place) and search_mark.entity = good.entity
        )
        """,
        Column("forgotten_place", rows, row => row.Place),
        Column("forgotten_seq", rows, row => row.Value.Seq)));

    public static CommitPart? Purge(IReadOnlyList<Write> batch) => For(batch, write => write.Purges, rows => new CommitPart(
        """
        search_purge as (
            delete from search_text using good, unnest(@words_place, @words_from, @words_to) as purged("place", "from", "to")
            where good.place = purged."place" and search_text.entity = good.entity
                and (search_text.seq >= purged."from" and search_text.seq < purged."to"
                    or search_text.about >= purged."from" and search_text.about < purged."to")
        ),
        search_count as (
            update search_mark set purges = purges + 1 from good where good.place = any(@words_place) and search_mark.entity = good.entity
        )
        """,
        Column("words_place", rows, row => row.Place),
        Column("words_from", rows, row => row.Value.From),
        Column("words_to", rows, row => Math.Min(row.Value.To, row.Write.Last))));
}
