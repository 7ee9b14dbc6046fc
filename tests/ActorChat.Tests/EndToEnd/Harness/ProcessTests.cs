namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>Tests that start processes: one after the other, on a machine that has nothing else to do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTests : ICollectionFixture<ThreeNodes>
{
    public const string Name = "Processes";
}

/// <summary>Three nodes for all tests that do no harm to them; started when first asked for.</summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    readonly Lazy<Task<TestCluster>> cluster = new(() => TestCluster.Start(3, "Files:MaxFileBytes=300000"));

    internal Task<TestCluster> Cluster => cluster.Value;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (cluster.IsValueCreated) await (await cluster.Value).DisposeAsync();
    }
}
