using ActorChat.Node.Clustering;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.EndToEnd.Harness;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Coordination;
using Akka.Util;

namespace ActorChat.Tests.Clustering;

/// <summary>Akka's lease over the store: true is acquired, false is certainly not, an exception is unknown.</summary>
public sealed class StoreLeaseTests : IAsyncLifetime
{
    readonly MemoryStore store = new(TimeProvider.System);
    readonly VeiledStore veil;
    readonly SkippingClock clock = new();
    readonly List<ActorSystem> systems = [];

    public StoreLeaseTests() => veil = new VeiledStore(store);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var system in systems) await system.Terminate();
    }

    Lease LeaseOf(string incarnation, string timeToLive = "1s")
    {
        var config = ConfigurationFactory.ParseString(
            $$"""
            akka { loglevel = OFF, stdout-loglevel = OFF }
            store-lease {
              lease-class = "{{typeof(StoreLease).FullName}}, {{typeof(StoreLease).Assembly.GetName().Name}}"
              heartbeat-timeout = {{timeToLive}}, heartbeat-interval = 50ms, lease-operation-timeout = 1s
            }
            """);
        var system = ActorSystem.Create("leases", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(config), new ClusterSeams(veil, clock, incarnation)));
        systems.Add(system);
        return LeaseProvider.Get(system).GetLease("a", "store-lease", "owner");
    }

    [Fact]
    public async Task Acquire_WhenAnotherIncarnationHasIt_IsFalse_EvenAtTheSameAddress()
    {
        var (one, two) = (LeaseOf("one", "60s"), LeaseOf("two", "60s"));

        (await one.Acquire()).ShouldBeTrue();
        (await one.Acquire()).ShouldBeTrue();
        (await two.Acquire()).ShouldBeFalse();
        (one.CheckLease(), two.CheckLease()).ShouldBe((true, false));

        (await one.Release()).ShouldBeTrue();
        one.CheckLease().ShouldBeFalse();
        (await two.Acquire()).ShouldBeTrue();
    }

    [Fact]
    public async Task Lease_WhenItsOwnerIsGone_IsFreeByItself()
    {
        var (one, two) = (LeaseOf("one"), LeaseOf("two"));
        (await one.Acquire()).ShouldBeTrue();
        (await two.Acquire()).ShouldBeFalse();

        await systems[0].Terminate();

        await Eventually.See(two.Acquire, acquired => acquired, "the lease is free");
    }

    [Fact]
    public async Task Lease_WhenTheStoreIsAway_IsUnknown_AndLostWhenItsTimeIsOver()
    {
        var one = LeaseOf("one");
        AtomicReference<string> lost = new("no");
        (await one.Acquire(why => lost.GetAndSet(why?.Message ?? "taken"))).ShouldBeTrue();

        veil.Away = true;

        await Should.ThrowAsync<LeaseException>(one.Acquire());
        await Eventually.True(() => lost.Value != "no", "the loss is told");
        one.CheckLease().ShouldBeFalse();
        lost.Value.ShouldContain("it is away");
    }

    [Fact]
    public async Task CheckLease_WhenThisNodeSlept_IsFalseAtOnce()
    {
        var one = LeaseOf("one", "60s");
        await one.Acquire();

        clock.Skip(TimeSpan.FromSeconds(61));

        one.CheckLease().ShouldBeFalse();
    }
}
