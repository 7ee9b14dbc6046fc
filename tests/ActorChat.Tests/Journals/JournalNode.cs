using ActorChat.Node.Journals;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Journals;

/// <summary>An actor system with a journal, as a node has it; without a store it has the stock one.</summary>
sealed class JournalNode : IAsyncDisposable
{
    const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, actor.inbox.inbox-size = 10000 }";

    readonly CancellationTokenSource stop = new();
    readonly Task committing;

    JournalNode(string name, Config config, IStore? store, IJournalStore? committed, TimeSpan commitTimeout)
    {
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(Quiet).WithFallback(config)));
        committing = Task.CompletedTask;
        Store = store;
        if (store is not null)
        {
            Journal = new Journal(
                committed ?? store, new StoreHealth(TimeSpan.FromSeconds(3), TimeProvider.System),
                    NodeSettings.Default.Journal with { CommitTimeout = commitTimeout }, TimeProvider.System, NullLogger<Journal>.Instance);
            committing = Journal.Run(stop.Token);
            setup = setup.And(new JournalSetup(Journal, store));
        }
        System = ActorSystem.Create(name, setup);
        Client = new JournalClient(System);
    }

    public ActorSystem System { get; }

    public IStore? Store { get; }

    public Journal? Journal { get; }

    public JournalClient Client { get; }

    /// <summary>A node with our journal. What it commits may go by another way than what it reads.</summary>
    public static JournalNode Ours(Config config, IStore store, IJournalStore? committed = null, TimeSpan? commitTimeout = null) =>
        new("ours", config, store, committed, commitTimeout ?? TimeSpan.FromSeconds(10));

    /// <summary>A node with the library's journal on the same tables.</summary>
    public static JournalNode Stock(Config config, string more = "") => new(
        "stock",
        ConfigurationFactory.ParseString(
            $$"""
            akka.persistence.journal.sql.class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
            akka.persistence.journal.sql.parallelism = 1
            akka.persistence.snapshot-store.sql.class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
            {{more}}
            """).WithFallback(config),
        null, null, default);

    /// <summary>An entity's actor on this node.</summary>
    public IActorRef Entity(string id) => System.ActorOf(Props.Create(() => new TestEntity(id)));

    public async ValueTask DisposeAsync()
    {
        await System.Terminate();
        await stop.CancelAsync();
        await committing;
        if (Store is not null) await Store.DisposeAsync();
        stop.Dispose();
    }
}
