using ActorChat.Node.Behaviours;
using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that note what is about what, and delete by it.</summary>
static class AboutParts
{
    public static CommitPart? Insert(IReadOnlyList<Write> batch) => For(batch, KeptAbout, rows => new CommitPart(
        """
        about_insert as (
            insert into about (persistence_id, about, sequence_number)
            select good.entity, noted.about, noted.seq
            from unnest(@noted_place, @noted_about, @noted_seq) as noted(place, about, seq)
            join good on good.place = noted.place
        )
        """,
        Column("noted_place", rows, row => row.Place),
        Column("noted_about", rows, row => row.Value.About),
        Column("noted_seq", rows, row => row.Value.Seq)));

    public static CommitPart? Purge(IReadOnlyList<Write> batch) => For(batch, AboutPurges, rows => new CommitPart(
        """
        about_purge as (
            delete from about using good, unnest(@about_place, @about_from, @about_to, @about_before)
                as purged("place", "from", "to", "before")
            where good.place = purged."place" and about.persistence_id = good.entity
                and about.about >= purged."from" and about.about < purged."to" and about.sequence_number < purged."before"
            returning about.persistence_id, about.sequence_number
        ),
        event_purge_about as (
            delete from journal using about_purge as gone
            where journal.persistence_id = gone.persistence_id and journal.sequence_number = gone.sequence_number
        )
        """,
        Column("about_place", rows, row => row.Place),
        Column("about_from", rows, row => row.Value.From),
        Column("about_to", rows, row => row.Value.To),
        Column("about_before", rows, row => Math.Min(row.Value.AboutBefore, row.Write.Last))));

    static IEnumerable<(long Seq, long About)> KeptAbout(Write write) =>
        EventParts.Kept(write).Where(kept => kept.Event.About is not null).Select(kept => (kept.Seq, kept.Event.About!.Value));

    static IEnumerable<PurgeRange> AboutPurges(Write write) => write.Purges.Where(range => range.AboutBefore > 0);
}
