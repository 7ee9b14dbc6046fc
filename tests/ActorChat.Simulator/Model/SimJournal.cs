using ActorChat.Node;
using ActorChat.Node.Stores;

namespace ActorChat.Simulator.Model;

/// <summary>
/// What a node's journal promises: while one commit of all that waits is under way the next gathers; each write ends once, as committed,
/// refused
/// (alone), or unknown (with all of its batch); what is not back in time may come about later. A node that slept commits nothing more.
/// </summary>
sealed class SimJournal(SimSystem system, TimeSpan patience)
{
    readonly List<(Write Write, Action<CommitOutcome> Done)> gathering = [];
    static readonly TimeSpan RecoveryPatience = TimeSpan.FromSeconds(5);

    // Whose writes the store has not let go of; their outcome may long have been given up.
    readonly Dictionary<EntityId, (int Writes, TaskCompletionSource Ended)> underWay = [];
    bool isCommitting;

    /// <summary>Hands in a write.</summary>
    public void Append(Write write, Action<CommitOutcome> done)
    {
        underWay[write.Entity] = underWay.TryGetValue(write.Entity, out var others) ? others with { Writes = others.Writes + 1 }
            : (1, Completion.Source());
        gathering.Add((write, done));
        if (isCommitting) return;
        isCommitting = true;
        system.Place.Post(() => system.Run(CommitAll));
    }

    /// <summary>Ends when no write of the entity is under way here, or when that takes too long.</summary>
    public Task Quiet(EntityId entity) =>
        underWay.TryGetValue(entity, out var pending) ? Task.WhenAny(pending.Ended.Task, Task.Delay(RecoveryPatience, system.Node.Clock))
            : Task.CompletedTask;

    async Task CommitAll()
    {
        while (gathering.Count > 0)
        {
            var batch = gathering.ToList();
            gathering.Clear();
            var outcomes = await Commit([.. batch.Select(one => one.Write)]);
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done(outcomes[i]);
            }
        }
        isCommitting = false;
    }

    async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> writes)
    {
        IReadOnlyList<CommitOutcome> unknown = [.. writes.Select(_ => CommitOutcome.Unknown)];
        if (system.HasSlept)
        {
            LetGo(writes);
            return unknown;
        }
        var running = system.Node.Store.Commit(writes, default);
        system.Run(async () =>
        {
            await running;
            LetGo(writes);
        });
        using var timeout = new CancellationTokenSource(patience, system.Node.Clock);
        try
        {
            return await running.WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return unknown;
        }
    }

    void LetGo(IReadOnlyList<Write> writes)
    {
        foreach (var write in writes)
        {
            var (left, ended) = underWay[write.Entity];
            if (left > 1) underWay[write.Entity] = (left - 1, ended);
            else if (underWay.Remove(write.Entity)) ended.TrySetResult();
        }
    }
}
