using System.Collections.Concurrent;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// A group commit in one round trip, whatever the number of entities and of kinds of change.
/// </summary>
/// <remarks>
/// <para>The transaction's statements:</para>
/// <list type="number">
/// <item>
/// lock the letters that are to be consumed, in their order, so that no two commits wait for each other in a circle, and the marks of the
/// index of words for what is to be purged;
/// </item>
/// <item>judge every write by what is there now, and carry out those that are good, all in one statement with a part for each kind of
/// change that the batch has; it answers with the outcome of every write.</item>
/// </list>
/// <para>Locking and judging are two statements because a statement sees the moment at which it began, which would be before it had
/// waited for the locks.</para>
/// <para>Two nodes may write the same number of an entity at the same moment. Then the second waits in the unique index, fails with all its
/// neighbours once the first has committed, and is run anew: this time it is judged by what the first one wrote, and refused alone.</para>
/// </remarks>
static class PostgresCommit
{
    // By which parts it has.
    static readonly ConcurrentDictionary<int, string> Texts = new();

    // How often a commit is run anew. Each time, somebody else has committed the number that it was to write: a node that was replaced
    // does not know it, and it knows after this. More than one such race in a row takes more than one such node.
    const int MaxRaces = 5;

    public static async Task<IReadOnlyList<CommitOutcome>> Run(Database database, IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        for (var races = 0; ; races++)
        {
            try
            {
                return await Try(database, batch, cancel);
            }
            catch (StoreUnavailableException failure) when (races < MaxRaces && PostgresErrors.IsRace(failure))
            {
                // Nothing of it was committed.
            }
        }
    }

    static async Task<IReadOnlyList<CommitOutcome>> Try(Database database, IReadOnlyList<Write> batch, CancellationToken cancel) =>
        await database.Transact(Statements(batch), async reader =>
        {
            var outcomes = new List<CommitOutcome>(batch.Count);
            do
            {
                // The outcomes are in the last result; those before it are of the locks.
                outcomes.Clear();
                while (await reader.ReadAsync(cancel)) outcomes.Add((CommitOutcome)reader.GetInt32(0));
            }
            while (await reader.NextResultAsync(cancel));
            return outcomes;
        }, cancel);

    static List<Sql> Statements(IReadOnlyList<Write> batch)
    {
        List<Sql> statements = [];
        long[] letters = [.. batch.SelectMany(write => write.Consumes).Distinct()];
        if (letters.Length > 0) statements.Add(LockLetters(letters));
        if (SearchParts.Lock(batch) is { } marks) statements.Add(marks);
        statements.Add(JudgeAndCarryOut(batch));
        return statements;
    }

    static Sql LockLetters(long[] letters) => new(
        """
        select 0 from letter where id = any(@letters) order by id for update
        """,
        P.Of("letters", letters));

    static Sql JudgeAndCarryOut(IReadOnlyList<Write> batch)
    {
        CommitPart?[] all =
        [
            JudgePart.Of(batch), EventParts.Insert(batch), AboutParts.Insert(batch), EventParts.Purge(batch), AboutParts.Purge(batch),
                EventParts.Rewrite(batch),
            SearchParts.Purge(batch), SearchParts.Forget(batch), EventParts.Snapshot(batch),
            LetterParts.Insert(batch), LetterParts.Consume(batch), NameParts.Change(batch), NameParts.DropFiles(batch),
        ];
        var parts = all.OfType<CommitPart>().ToList();
        var which = all.Aggregate(0, (bits, part) => (bits << 1) | (part is null ? 0 : 1));
        return new Sql(Texts.GetOrAdd(which, Join, parts), [.. parts.SelectMany(part => part.Parameters)]);
    }

    static string Join(int which, List<CommitPart> parts) =>
        $"""
        with
        {string.Join(",\n", parts.Select(part => part.Text))}
        select outcome from judged order by place
        """;
}
