using ActorChat.Node.Journals;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Load.Journals;

/// <summary>An actor system with ActorChat's journal, or with the library's on the same tables.</summary>
sealed class JournalSystem : IAsyncDisposable
{
    const string Quiet = "akka { loglevel = ERROR, stdout-loglevel = OFF }";

    // Three writers at once, the library's default, fight for SQLite's one lock.
    const string Stock =
        """
        akka.persistence.journal.sql.class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
        akka.persistence.journal.sql.parallelism = 1
        akka.persistence.snapshot-store.sql.class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
        """;

    readonly CancellationTokenSource stop = new();
    readonly IStore store;
    readonly Task committing = Task.CompletedTask;

    JournalSystem(JournalPlace place, IStore store, bool isOurs)
    {
        this.store = store;
        var config = ConfigurationFactory.ParseString(isOurs ? Quiet : Quiet + Stock).WithFallback(place.Config);
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config));
        if (isOurs)
        {
            // As many loops as a node has.
            var options = NodeSettings.Default.Journal with { CommitLoops = place.ProcessId is null ? 1 : 4 };
            var journal = new Journal(store, new StoreHealth(TimeSpan.FromSeconds(3), TimeProvider.System), options, TimeProvider.System,
                NullLogger<Journal>.Instance);
            committing = journal.Run(stop.Token);
            setup = setup.And(new JournalSetup(journal, store));
        }
        System = ActorSystem.Create("journal", setup);
    }

    public ActorSystem System { get; }

    public static async Task<JournalSystem> Start(JournalPlace place, bool isOurs) => new(place, await place.Open(), isOurs);

    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        await stop.CancelAsync();
        await committing;
        await store.DisposeAsync();
        stop.Dispose();
    }
}
