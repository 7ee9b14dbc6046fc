using ActorChat.Node.Stores;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Sql.Snapshot;

namespace ActorChat.Node.Journals;

/// <summary>
/// Akka.Persistence.Sql's snapshot store on its own table, which reads the newest snapshot by a prepared statement: after a failover
/// thousands of entities ask for theirs at once. All else is the library's. An entity's snapshot is written with its events.
/// </summary>
public sealed class ChatSnapshotStore : SqlSnapshotStore
{
    readonly IStore store;

    /// <summary>Made by Akka.</summary>
    /// <exception cref="ConfigurationException">The actor system has no <see cref="JournalSetup"/>.</exception>
    public ChatSnapshotStore(Config config)
        : base(config) => store = JournalConfig.SetupOf(Context.System).Store;

    /// <inheritdoc/>
    protected override async Task<SelectedSnapshot?> LoadAsync(
        string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken)
    {
        if (criteria.MaxSequenceNr != long.MaxValue || criteria.MaxTimeStamp != DateTime.MaxValue)
            return await base.LoadAsync(persistenceId, criteria, cancellationToken);
        var entity = EntityId.Parse(persistenceId);
        // Null says that there is none.
        if (await store.ReadSnapshot(entity, cancellationToken) is not { } newest) return null;
        return new SelectedSnapshot(
            new SnapshotMetadata(persistenceId, newest.Seq, DateTime.UnixEpoch), new StoredSnapshotState(entity.Kind, newest.Body));
    }
}
