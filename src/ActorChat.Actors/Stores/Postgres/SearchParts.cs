using static ActorChat.Actors.Stores.Postgres.CommitPart;

namespace ActorChat.Actors.Stores.Postgres;

/// <summary>What a commit that purges or rewrites does to the index of words.</summary>
static class SearchParts
{
    /// <summary>
    /// Locks the marks of the entities of which something is purged or rewritten, before the statement that does it: it sees what was indexed until then, and
    /// what is being indexed waits, and then finds its mark changed. Null when there is nothing of that.
    /// </summary>
    public static Sql? Lock(IReadOnlyList<Write> batch)
    {
        string[] purged = [.. batch.Where(IsTouched).Select(write => write.Entity.ToString())];
        return purged.Length == 0 ? null : new Sql("select 0 from search_mark where entity = any(@purged) order by entity for update", P.Of("purged", purged));
    }

    public static CommitPart? Purge(IReadOnlyList<Write> batch) => For(batch, write => write.Purges, rows => new CommitPart(
        """
        search_purge as (
            delete from search_text using good, unnest(@words_place, @words_from, @words_to) as purged("place", "from", "to")
            where good.place = purged."place" and search_text.entity = good.entity
                and (search_text.seq >= purged."from" and search_text.seq < purged."to" or search_text.about >= purged."from" and search_text.about < purged."to")
        )
        """,
        Column("words_place", rows, row => row.Place),
        Column("words_from", rows, row => row.Value.From),
        Column("words_to", rows, row => Math.Min(row.Value.To, row.Write.After + row.Write.Events.Count))));

    /// <summary>What is being indexed of these entities is read anew.</summary>
    public static CommitPart? Touch(IReadOnlyList<Write> batch) => For(batch, Touched, rows => new CommitPart(
        """
        search_touch as (
            update search_mark set purges = purges + 1 from good where good.place = any(@touch_place) and search_mark.entity = good.entity
        )
        """,
        Column("touch_place", rows, row => row.Place)));

    static IEnumerable<Write> Touched(Write write) => IsTouched(write) ? [write] : [];

    static bool IsTouched(Write write) => write.Purges.Count + write.Rewrites.Count > 0;
}
