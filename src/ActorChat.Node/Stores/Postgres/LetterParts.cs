using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that write and consume letters.</summary>
static class LetterParts
{
    // Ids are given in this order: letters of one write arrive in the order in which it sent them.
    public static CommitPart? Insert(IReadOnlyList<Write> batch) => For(batch, write => write.Letters, rows => new CommitPart(
        """
        letter_insert as (
            insert into letter (due, target, body)
            select added.due, added.target, added.body
            from unnest(@letter_place, @letter_step, @letter_due, @letter_target, @letter_body)
                as added(place, step, due, target, body)
            join good on good.place = added.place
            order by added.step
        )
        """,
        Column("letter_place", rows, row => row.Place),
        P.Of("letter_step", Enumerable.Range(0, rows.Count).ToArray()),
        Column("letter_due", rows, row => row.Value.Due.ToUnixTimeMilliseconds()),
        Column("letter_target", rows, row => row.Value.Target.ToString()),
        Column("letter_body", rows, row => Bytes(row.Value.Body))));

    public static CommitPart? Consume(IReadOnlyList<Write> batch) => batch.All(write => write.Consumes.Count == 0) ? null : new CommitPart(
        """
        letter_delete as (
            delete from letter using good, consumed
            where good.place = consumed.place and letter.id = consumed.id
        )
        """);
}
