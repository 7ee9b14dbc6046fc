using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Entities;

/// <summary>An entity's state as its journal tells it.</summary>
/// <param name="State">After the event <paramref name="Seq"/>.</param>
/// <param name="Seq">The last sequence number.</param>
/// <param name="SnapshotSeq">That of the newest snapshot, 0 for none.</param>
/// <param name="SnapshotBytes">Its size.</param>
sealed record Recovered(object State, long Seq, long SnapshotSeq, int SnapshotBytes);

/// <summary>Replays entities: the newest snapshot, then the events after it. So many at a time, for the store's sake.</summary>
sealed class Recovery(IJournalStore store, ActorOptions options)
{
    readonly Limit permits = new(options.MaxRecoveries);

    /// <exception cref="StoreUnavailableException">Try again later.</exception>
    public async Task<Recovered> Run(EntityId id, EntityKind kind, CancellationToken stop)
    {
        await permits.Take(stop);
        try
        {
            var snapshot = await store.ReadSnapshot(id, stop);
            var state = snapshot is null ? kind.Initial(id) : kind.States.Decode(snapshot.Body);
            var seq = snapshot?.Seq ?? 0;
            IReadOnlyList<StoredEvent> page;
            do
            {
                page = await store.ReadForward(id, seq, options.ReadPage, stop);
                foreach (var stored in page)
                {
                    state = kind.Apply(state, kind.Events.Decode(stored.Body), new(stored.Seq, stored.At));
                    seq = stored.Seq;
                }
            }
            while (page.Count == options.ReadPage);
            return new(state, seq, snapshot?.Seq ?? 0, snapshot?.Body.Length ?? 0);
        }
        finally
        {
            permits.Release();
        }
    }
}
