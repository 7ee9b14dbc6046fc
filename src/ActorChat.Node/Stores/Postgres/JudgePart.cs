namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// The head of the commit statement: finds for every write of the batch whether it may be committed. Letters have been
/// locked by the statements before it; a journal that grows at the same moment is noticed by its unique index, and the commit is judged
/// anew.
/// </summary>
static class JudgePart
{
    static readonly string Text =
        $"""
        asked as (
            select * from unnest(@place, @entity, @after, @doomed) as asked(place, entity, after, doomed)
        ),
        consumed as (
            select * from unnest(@consumed_place, @consumed_id) as consumed(place, id)
        ),
        judged as (
            select asked.place, asked.entity,
                case
                    when asked.doomed or asked.after <> coalesce(
                        (select max(journal.sequence_number) from journal where journal.persistence_id = asked.entity), 0
                    ) then {(int)CommitOutcome.Conflict}
                    when exists (
                        select from consumed
                        where consumed.place = asked.place and not exists (select from letter where letter.id = consumed.id)
                    ) then {(int)CommitOutcome.Conflict}
                    else {(int)CommitOutcome.Committed}
                end as outcome
            from asked
        ),
        good as (
            select place, entity from judged where outcome = {(int)CommitOutcome.Committed}
        )
        """;

    public static CommitPart Of(IReadOnlyList<Write> batch)
    {
        List<Row<Write>> asked = [.. batch.Select((write, place) => new Row<Write>(place, write, write))];
        return new CommitPart(
            Text,
            [
                CommitPart.Column("place", asked, row => row.Place),
                CommitPart.Column("entity", asked, row => row.Write.Entity.ToString()),
                CommitPart.Column("after", asked, row => row.Write.After),
                P.Of("doomed", Doomed(batch)),
                .. Consumed(asked),
            ]);
    }

    static P[] Consumed(List<Row<Write>> asked)
    {
        List<Row<long>> rows = [.. asked.SelectMany(row => row.Write.Consumes.Select(id => new Row<long>(row.Place, row.Write, id)))];
        return [CommitPart.Column("consumed_place", rows, row => row.Place), CommitPart.Column("consumed_id", rows, row => row.Value)];
    }

    // A letter that the batch names twice is gone the second time, which the statement, seeing one moment, would not notice.
    static bool[] Doomed(IReadOnlyList<Write> batch)
    {
        HashSet<long> named = [];
        var doomed = new bool[batch.Count];
        for (var place = 0; place < doomed.Length; place++)
        {
            foreach (var id in batch[place].Consumes) doomed[place] |= !named.Add(id);
        }
        return doomed;
    }
}
