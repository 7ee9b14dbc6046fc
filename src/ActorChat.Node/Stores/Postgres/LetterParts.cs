using static ActorChat.Node.Stores.Postgres.CommitPart;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Parts of a commit that write and consume letters.</summary>
static class LetterParts
{
    public static CommitPart? Insert(IReadOnlyList<Write> batch) => For(batch, write => write.Letters, rows => new CommitPart(
        """
        letter_insert as (
            insert into letter (id, due, target, body)
            select added.id, added.due, added.target, added.body
            from unnest(@letter_place, @letter_id, @letter_due, @letter_target, @letter_body)
                as added(place, id, due, target, body)
            join good on good.place = added.place
        )
        """,
        Column("letter_place", rows, row => row.Place),
        Column("letter_id", rows, row => row.Value.Id),
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
