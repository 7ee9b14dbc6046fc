namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>Tests that kill, stop and flood processes: one after the other, beside others.</summary>
[CollectionDefinition(Name)]
public sealed class ProcessTests
{
    public const string Name = "Processes";
}

/// <summary>
/// What a cluster survives on an SQLite file. These tests wait most of their time for failure detectors and leases, so those on the other
/// store run beside them.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SqliteFailoverTests
{
    public const string Name = "Failover on SQLite";
}

/// <summary>The same on PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresFailoverTests
{
    public const string Name = "Failover on PostgreSQL";
}

/// <summary>
/// Tests that do no harm to the one node that they share. The collections of such tests run beside each other and all others.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneNodeTests : ICollectionFixture<OneNode>
{
    public const string Name = "One node";
}

/// <summary>The same, by Akka.Remote.</summary>
[CollectionDefinition(Name)]
public sealed class OneNodeByRemoteTests : ICollectionFixture<OneNodeByRemote>
{
    public const string Name = "One node by Akka.Remote";
}

/// <summary>Tests that do no harm to the three nodes that they share.</summary>
[CollectionDefinition(Name)]
public sealed class ThreeNodesTests : ICollectionFixture<ThreeNodes>
{
    public const string Name = "Three nodes";
}

/// <summary>The same, by Akka.Remote.</summary>
[CollectionDefinition(Name)]
public sealed class ThreeNodesByRemoteTests : ICollectionFixture<ThreeNodesByRemote>
{
    public const string Name = "Three nodes by Akka.Remote";
}

/// <summary>Three nodes for all tests that do no harm to them; started when first asked for.</summary>
public class ThreeNodes : IAsyncLifetime
{
    readonly Lazy<Task<TestCluster>> cluster;

    public ThreeNodes() : this("files.max-file-bytes=300000")
    {
    }

    private protected ThreeNodes(params string[] settings) => cluster = new(() => TestCluster.Start(3, settings));

    internal Task<TestCluster> Cluster => cluster.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (cluster.IsValueCreated) await (await cluster.Value).DisposeAsync();
    }
}

/// <summary>Three nodes with an operator, root, where whoever has just registered may report.</summary>
public sealed class OperatedNodes() : ThreeNodes("operators=root", "users.reporter-age=1ms");

/// <summary>One node for all tests of the wire that do no harm to it; started when first asked for.</summary>
public class OneNode : IAsyncLifetime
{
    readonly Lazy<Task<TestCluster>> cluster = new(() => TestCluster.Start(1));

    internal Task<NodeProcess> Node => Start();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (cluster.IsValueCreated) await (await cluster.Value).DisposeAsync();
    }

    /// <summary>A connection to it.</summary>
    internal async Task<WireClient> Connect() => await WireClient.Connect((await Start()).Address);

    /// <summary>A connection on which this user has just registered.</summary>
    internal async Task<WireClient> Register(string user)
    {
        var client = await Connect();
        await client.Register(user);
        return client;
    }

    /// <summary>A client of its HTTP door, as nobody.</summary>
    internal async Task<ApiClient> Api() => new((await Start()).Address);

    /// <summary>A client of its HTTP door, as a user who has just registered.</summary>
    internal async Task<ApiClient> Api(string user)
    {
        var api = await Api();
        await api.Register(user);
        return api;
    }

    async Task<NodeProcess> Start() => (await cluster.Value)["n1"];
}

/// <summary>Others, for the same tests by Akka.Remote: the names they register are taken at the first.</summary>
public sealed class ThreeNodesByRemote : ThreeNodes;

/// <summary>The same.</summary>
public sealed class OneNodeByRemote : OneNode;
