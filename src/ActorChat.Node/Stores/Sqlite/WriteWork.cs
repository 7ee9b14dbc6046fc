namespace ActorChat.Node.Stores.Sqlite;

/// <summary>A piece of work for the writer, and who waits for it. Exactly one of the last three is called.</summary>
interface IWriteWork
{
    bool Cancelled { get; }

    /// <summary>Runs in the transaction. What it found is told only by <see cref="Succeed"/>.</summary>
    void Act(SqliteSession db);

    void Succeed();
    void Fail(Exception failure);
    void Cancel();
}

/// <inheritdoc cref="IWriteWork"/>
sealed class WriteWork<T>(Func<SqliteSession, T> act, CancellationToken cancel) : IWriteWork
{
    // Whoever waits goes on in the pool: the writer's thread has its own things to do.
    readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T result = default!;

    public Task<T> Done => done.Task;

    public bool Cancelled => cancel.IsCancellationRequested;

    public void Act(SqliteSession db) => result = act(db);

    public void Succeed() => done.SetResult(result);

    public void Fail(Exception failure) => done.SetException(failure);

    public void Cancel() => done.SetCanceled(cancel);
}
