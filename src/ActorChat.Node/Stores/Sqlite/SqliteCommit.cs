namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// A group commit, inside a write transaction. Each write is checked first and carried out after, so one that is refused
/// has changed nothing. There is one writer at a time, so what was checked stays true until the commit.
/// </summary>
sealed class SqliteCommit(SqliteSession db)
{
    public IReadOnlyList<CommitOutcome> Run(IReadOnlyList<Write> batch)
    {
        var outcomes = new CommitOutcome[batch.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = Judge(batch[i]);
            if (outcomes[i] == CommitOutcome.Committed) Keep(batch[i]);
        }
        return outcomes;
    }

    CommitOutcome Judge(Write write) =>
        db.Events.Last(write.Entity) != write.After || !AllThere(write.Consumes) ? CommitOutcome.Conflict : CommitOutcome.Committed;

    bool AllThere(IReadOnlyList<long> consumed) =>
        consumed.All(db.Letters.Exists) && (consumed.Count < 2 || consumed.Distinct().Count() == consumed.Count);

    void Keep(Write write)
    {
        db.Events.Append(write.Entity, write.After, write.Events);
        foreach (var range in write.Purges)
        {
            db.Events.Purge(write.Entity, range, write.Last);
            db.Search.Purge(write.Entity, range.From, Math.Min(range.To, write.Last));
        }
        foreach (var rewrite in write.Rewrites)
        {
            db.Events.Rewrite(write.Entity, rewrite);
            db.Search.Forget(write.Entity, rewrite.Seq);
        }
        if (write.Snapshot is { } snapshot) db.Snapshots.Put(write.Entity, snapshot);

        foreach (var id in write.Consumes) db.Letters.Delete(id);
        foreach (var letter in write.Letters) db.Letters.Insert(letter);
        foreach (var change in write.Directory) db.Directory.Change(change);
        foreach (var file in write.DropFiles) db.Files.Drop(file);
    }
}
