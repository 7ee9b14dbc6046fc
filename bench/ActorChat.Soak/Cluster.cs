using ActorChat.Node;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Journals;
using ActorChat.Node.Kinds;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Soak;

/// <summary>Nodes inside this process, with real links and a real store between them, and no doors.</summary>
sealed class Cluster(string setting, Func<EntityOptions, EntityOptions>? adjust = null) : IAsyncDisposable
{
    readonly Lock gate = new();
    readonly SortedDictionary<string, ActorNode> nodes = new(StringComparer.Ordinal);

    /// <summary>The live nodes.</summary>
    public IReadOnlyList<ActorNode> Nodes
    {
        get
        {
            lock (gate) return [.. nodes.Values];
        }
    }

    /// <summary>Any of them.</summary>
    public ActorNode Any =>
        Nodes is { Count: > 0 } live ? live[Random.Shared.Next(live.Count)] : throw new InvalidOperationException("No node is left.");

    /// <summary>Starts nodes n1, n2 …, and waits until the cluster has settled.</summary>
    public async Task Start(int count)
    {
        for (var i = 1; i <= count; i++) await Start($"n{i}");
        await Settled();
    }

    /// <summary>Starts a node.</summary>
    public async Task<ActorNode> Start(string name)
    {
        var (limits, random) = (NodeSettings.Default, new SystemRandom());
        var store = Open(setting);
        await store.Open(default);
        var health = new StoreHealth(limits.Cluster.StorePatience, TimeProvider.System);
        var journal = new Journal(store, health, limits.Journal with { CommitLoops = IsPostgres(setting) ? 4 : 1 }, TimeProvider.System,
            NullLogger<Journal>.Instance);
        var node = new ActorNode(
            new(limits.Cluster with { Name = name, Listen = "127.0.0.1:0" }, adjust?.Invoke(limits.Entities) ?? limits.Entities,
                limits.Feeds, limits.Asking, limits.Letters),
            ChatKinds.All(limits.Rooms with { GlobalSendLimit = null }, limits.Dialogues, limits.Files, limits.Users, []),
            store, limits.AkkaConfig.WithFallback(JournalOf(setting)), health, journal, TimeProvider.System, random,
                NullLoggerFactory.Instance);
        await node.Start("127.0.0.1:0", default);
        lock (gate) nodes[name] = node;
        return node;
    }

    /// <summary>A node leaves in good order; how long that took.</summary>
    public async Task<TimeSpan> Leave(string name)
    {
        var node = Take(name);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await node.Leave();
        var took = watch.Elapsed;
        await node.DisposeAsync();
        return took;
    }

    /// <summary>A node is gone without a word.</summary>
    public ValueTask Kill(string name) => Take(name).DisposeAsync();

    /// <summary>Waits until all serve, and see each other.</summary>
    public async Task Settled()
    {
        while (!Nodes.All(node => node.IsServing && node.Nodes.Count == Nodes.Count)) await Task.Delay(20);
    }

    /// <summary>Asks an entity through any node, again and again until it answers; null when it refuses.</summary>
    public async Task<Answer> Ask(EntityId to, Command command)
    {
        while (true)
        {
            var result = await Any.Region.Ask(to, command, Repeat.Always);
            if (result.Reply is Answer answer) return answer;
            await Task.Delay(50);
        }
    }

    /// <summary>A store, not opened yet.</summary>
    public static IStore Open(string setting) => IsPostgres(setting)
        ? new PostgresStore(NodeSettings.Default.Postgres.At(setting["postgres:".Length..]))
        : new SqliteStore(NodeSettings.Default.Sqlite.At(setting["sqlite:".Length..]));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) await node.DisposeAsync();
    }

    ActorNode Take(string name)
    {
        lock (gate)
        {
            nodes.Remove(name, out var node);
            return node!;
        }
    }

    static Akka.Configuration.Config JournalOf(string setting) => IsPostgres(setting)
        ? JournalConfig.For(NodeSettings.Default.Postgres.At(setting["postgres:".Length..]))
        : JournalConfig.For(NodeSettings.Default.Sqlite.At(setting["sqlite:".Length..]));

    static bool IsPostgres(string setting) => setting.StartsWith("postgres:", StringComparison.Ordinal);
}
