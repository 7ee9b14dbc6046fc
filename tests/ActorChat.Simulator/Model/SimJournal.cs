using ActorChat.Node;
using ActorChat.Node.Stores;

namespace ActorChat.Simulator.Model;

/// <summary>
/// What a node's journal promises: while one commit of all that waits is under way the next gathers; each write ends once, as committed, refused
/// (alone), or unknown (with all of its batch); what is not back in time may come about later. A node that slept commits nothing more.
/// </summary>
sealed class SimJournal(SimSystem system, TimeSpan patience)
{
    readonly List<(Write Write, Action<CommitOutcome> Done)> gathering = [];
    readonly Dictionary<EntityId, TaskCompletionSource> underWay = [];
    bool isCommitting;

    /// <summary>When the outcome of a write was last unknown; it may still come about.</summary>
    public TimeSpan? LastUnknown { get; private set; }

    /// <summary>Hands in a write.</summary>
    public void Append(Write write, Action<CommitOutcome> done)
    {
        underWay[write.Entity] = Completion.Source();
        gathering.Add((write, done));
        if (isCommitting) return;
        isCommitting = true;
        system.Place.Post(() => system.Run(CommitAll));
    }

    /// <summary>Ends when no write of the entity is under way here.</summary>
    public Task Quiet(EntityId entity) => underWay.TryGetValue(entity, out var pending) ? pending.Task : Task.CompletedTask;

    async Task CommitAll()
    {
        while (gathering.Count > 0)
        {
            var batch = gathering.ToList();
            gathering.Clear();
            var outcomes = await Commit([.. batch.Select(one => one.Write)]);
            for (var i = 0; i < batch.Count; i++)
            {
                if (outcomes[i] == CommitOutcome.Unknown) LastUnknown = system.World.Timeline.Now;
                if (underWay.Remove(batch[i].Write.Entity, out var pending)) pending.TrySetResult();
                batch[i].Done(outcomes[i]);
            }
        }
        isCommitting = false;
    }

    async Task<IReadOnlyList<CommitOutcome>> Commit(IReadOnlyList<Write> writes)
    {
        IReadOnlyList<CommitOutcome> unknown = [.. writes.Select(_ => CommitOutcome.Unknown)];
        if (system.HasSlept) return unknown;
        using var timeout = new CancellationTokenSource(patience, system.Node.Clock);
        try
        {
            return await system.Node.Store.Commit(writes, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            return unknown;
        }
    }
}
