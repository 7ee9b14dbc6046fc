using ActorChat.Node.Stores;

namespace ActorChat.Torture.Planted;

/// <summary>The bugs.</summary>
static class Bugs
{
    /// <summary>A store with this bug around another.</summary>
    public static IStore Around(Bug bug, IStore store) => bug switch
    {
        Bug.AcknowledgeBeforeCommit => new AcknowledgeBeforeCommit(store),
        Bug.FailedIsDone => new FailedIsDone(store),
        Bug.TwoFounders => new TwoFounders(store),
        Bug.NoConflictCheck => new NoConflictCheck(store),
        Bug.ForgetfulPostman => new ForgetfulPostman(store),
        Bug.LetterStays => new LetterStays(store),
        _ => store,
    };
}

/// <summary>See <see cref="Bug.AcknowledgeBeforeCommit"/>.</summary>
sealed class AcknowledgeBeforeCommit(IStore store) : AroundStore(store)
{
    readonly Lock gate = new();
    Task last = Task.CompletedTask;

    public override Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        lock (gate) last = Later(last, batch);
        return Task.FromResult<IReadOnlyList<CommitOutcome>>([.. batch.Select(_ => CommitOutcome.Committed)]);
    }

    async Task Later(Task before, IReadOnlyList<Write> batch)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(20);
        await Inner.Commit(batch, CancellationToken.None);
    }
}

/// <summary>See <see cref="Bug.FailedIsDone"/>.</summary>
sealed class FailedIsDone(IStore store) : AroundStore(store)
{
    public override async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel) =>
        [.. (await Inner.Commit(batch, cancel)).Select(_ => CommitOutcome.Committed)];
}

/// <summary>See <see cref="Bug.NoConflictCheck"/>: a write that does not follow is put behind what is there.</summary>
class NoConflictCheck(IStore store) : AroundStore(store)
{
    public override async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        var outcomes = (await Inner.Commit(batch, cancel)).ToArray();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] != CommitOutcome.Conflict) continue;
            var anyway = batch[i] with { After = await Inner.ReadLast(batch[i].Entity, cancel), Consumes = [] };
            outcomes[i] = (await Inner.Commit([anyway], cancel))[0];
        }
        return outcomes;
    }
}

/// <summary>See <see cref="Bug.TwoFounders"/>: nobody sees other nodes in the store, and every lease is free.</summary>
sealed class TwoFounders(IStore store) : NoConflictCheck(store)
{
    public override Task<bool> AcquireLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Task.FromResult(true);

    public override Task<bool> RenewLease(string name, string owner, TimeSpan timeToLive, CancellationToken cancel) =>
        Task.FromResult(true);

    public override async Task<IReadOnlyList<NodeRow>> ReadNodes(CancellationToken cancel) => [.. (await Inner.ReadNodes(cancel)).Take(1)];
}

/// <summary>See <see cref="Bug.ForgetfulPostman"/>.</summary>
sealed class ForgetfulPostman(IStore store) : AroundStore(store)
{
    public override async Task<IReadOnlyList<StoredLetter>> ReadDue(DateTimeOffset now, int limit, CancellationToken cancel) =>
        [.. (await Inner.ReadDue(now, limit, cancel)).Where(letter => letter.Id % 10 != 3)];
}

/// <summary>See <see cref="Bug.LetterStays"/>.</summary>
sealed class LetterStays(IStore store) : AroundStore(store)
{
    public override Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> batch, CancellationToken cancel) =>
        Inner.Commit([.. batch.Select(write => write with { Consumes = [] })], cancel);
}
