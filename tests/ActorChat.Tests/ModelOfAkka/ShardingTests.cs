using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.ModelOfAkka;

/// <summary>
/// What the simulator's model claims of shard regions, shown with the real thing: what has no home yet waits for one; what comes for an
/// entity that is leaving memory waits for its successor; while a shard moves from one node to another its entity's messages keep their
/// order, none comes twice, and never is the old entity there beside the new one.
/// </summary>
public sealed class ShardingTests() : TestKit(ConfigurationFactory.ParseString("""
    akka {
      loglevel = OFF
      stdout-loglevel = OFF
      actor.provider = cluster
      remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 }
      cluster {
        periodic-tasks-initial-delay = 50ms
        gossip-interval = 100ms
        leader-actions-interval = 100ms
        run-coordinated-shutdown-when-down = off
        sharding {
          retry-interval = 200ms
          state-store-mode = ddata
          distributed-data.durable.keys = []
        }
        distributed-data { durable.keys = [], gossip-interval = 200ms, notify-subscribers-interval = 100ms }
      }
    }
    """))
{
    readonly List<ActorSystem> others = [];

    sealed record For(string Entity, object What);

    /// <summary>What an entity says of itself; each life of an entity has a number of its own.</summary>
    sealed record Said(Guid Life, object What);

    [Fact]
    public async Task Message_WhenItsShardHasNoHomeYet_WaitsForOne_AndTheOrderIsKept()
    {
        var region = Start(Sys, TestActor);
        for (var i = 0; i < 100; i++) region.Tell(new For("a", i));
        await ExpectNoMsgAsync(TimeSpan.Zero);

        Join(Sys, Sys);

        for (var i = 0; i < 100; i++) (await Next()).What.ShouldBe(i);
    }

    [Fact]
    public async Task Message_WhenItsEntityLeavesMemory_WaitsForTheSuccessor()
    {
        var region = Start(Sys, TestActor);
        Join(Sys, Sys);
        region.Tell(new For("a", "passivate"));
        var life = (await Next()).Life;
        // It stays as long as it is not told to go.
        (await Next()).What.ShouldBe("asked to stop");
        for (var i = 0; i < 100; i++) region.Tell(new For("a", i));
        LastSender.Tell("go");

        for (var i = 0; i < 100; i++)
        {
            var said = await Next();
            said.What.ShouldBe(i);
            said.Life.ShouldNotBe(life);
        }
    }

    [Fact]
    public async Task Messages_WhileTheirShardMovesToAnotherNode_KeepTheirOrder_NeverTwice_AndTheOldEntityEndsFirst()
    {
        var other = ActorSystem.Create(Sys.Name, Sys.Settings.Config);
        others.Add(other);
        // The first hosts all shards.
        var first = Start(other, TestActor);
        Join(other, other);
        first.Tell(new For("a", "before"));
        var old = (await Next()).Life;
        var region = Start(Sys, TestActor);
        Join(Sys, other);
        // This node knows where the shard is.
        region.Tell(new For("a", "known"));
        (await Next()).ShouldBe(new(old, "known"));

        var number = 0;
        first.Tell(GracefulShutdown.Instance);
        Said said;
        do
        {
            region.Tell(new For("a", number++));
            said = await Next();
        }
        while (said.What is int);
        said.ShouldBe(new(old, "asked to stop"));
        var leaving = LastSender;
        for (; number < 1_000; number++) region.Tell(new For("a", number));
        leaving.Tell("go");
        // What is on its way while a shard moves may be lost: this comes again until it is seen.
        var every = TimeSpan.FromMilliseconds(200);
        var telling = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(every, every, region, new For("a", "last"), TestActor);

        var last = -1;
        var lives = new List<Guid>();
        do
        {
            said = await Next();
            lives.Add(said.Life);
            if (said.What is not int seen) continue;
            seen.ShouldBeGreaterThan(last);
            last = seen;
        }
        while (said.What is not "last");
        telling.Cancel();
        // None of the old one behind the first of the new one.
        lives.SkipWhile(life => life == old).ShouldAllBe(life => life != old);
        lives[^1].ShouldNotBe(old);
    }

    protected override void AfterAll()
    {
        foreach (var other in others) Shutdown(other);
        base.AfterAll();
    }

    async Task<Said> Next() => await ExpectMsgAsync<Said>(Eventually.Deadline);

    static void Join(ActorSystem system, ActorSystem whom) =>
        Akka.Cluster.Cluster.Get(system).Join(Akka.Cluster.Cluster.Get(whom).SelfAddress);

    static IActorRef Start(ActorSystem system, IActorRef told) => ClusterSharding.Get(system).Start(
        "kind", name => Props.Create(() => new Entity(told)), ClusterShardingSettings.Create(system), new Extractor(),
        ClusterSharding.Get(system).DefaultShardAllocationStrategy(ClusterShardingSettings.Create(system)), "stop");

    sealed class Extractor : HashCodeMessageExtractor
    {
        public Extractor() : base(1)
        {
        }

        public override string? EntityId(object message) => (message as For)?.Entity;

        public override object EntityMessage(object message) => ((For)message).What;
    }

    /// <summary>Tells what it gets; once asked to stop, it stays until it is told to go.</summary>
    sealed class Entity(IActorRef told) : UntypedActor
    {
        readonly Guid life = Guid.NewGuid();

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "go":
                    Context.Stop(Self);
                    return;
                case "stop":
                    told.Tell(new Said(life, "asked to stop"));
                    return;
                case "passivate":
                    Context.Parent.Tell(new Passivate("stop"));
                    break;
            }
            told.Tell(new Said(life, message));
        }
    }
}
