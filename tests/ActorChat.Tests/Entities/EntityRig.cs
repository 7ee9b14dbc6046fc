using ActorChat.Node.Settings;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Sharding;
using Akka.Configuration;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Entities;

/// <summary>One node's counters as actors, on a journal in memory.</summary>
public abstract class EntityRig : TestKit
{
    private protected EntityRig() : this(new())
    {
    }

    EntityRig(JournalControl journal)
        : base(ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString(HeldJournal.Config)), journal))
    {
        Journal = journal;
        Services = new(Counter.Kind, Options, TimeProvider.System, new SystemRandom(), NullLogger.Instance)
        {
            Commit = write => Commit(write),
            ReadHead = id => ReadHead(id),
        };
        // What reaches an entity that is ending is answered, as on a node.
        Sys.ActorOf(ActorBy.Props(() => new Undelivered()), "undelivered");
        Letters = CreateTestProbe();
        Shard = Sys.ActorOf(Props.Create(() => new ShardOf(Services, Letters.Ref)), "shard");
    }

    private protected JournalControl Journal { get; }

    private protected EntityOptions Options { get; } = NodeSettings.Default.Entities with { };

    private protected EntityServices Services { get; }

    /// <summary>Makes entities, hands them what is for them, and lets them leave when they ask, as a shard does.</summary>
    private protected IActorRef Shard { get; }

    private protected Func<Write, Task<CommitOutcome>> Commit { get; set; } = _ => Task.FromResult(CommitOutcome.Committed);

    private protected Func<EntityId, Task<long>> ReadHead { get; set; } = _ => Task.FromResult(0L);

    /// <summary>Gets the letters that entities send.</summary>
    private protected TestProbe Letters { get; }

    /// <summary>Asks; the task ends when the entity answers.</summary>
    private protected Task<AskResult> Ask(string name, object command) =>
        Shard.Ask<AskResult>(new EntityMessage(Counter.Id(name), command), Eventually.Deadline);

    /// <summary>Asks, and waits for an answer that is one.</summary>
    private protected async Task<long> Answer(string name, CounterCommand command)
    {
        var result = await Ask(name, command);
        result.Status.ShouldBe(AskStatus.Answered);
        return (long)result.Reply!;
    }

    /// <summary>A new follower, which has been counted in; the entity's actor.</summary>
    private protected async Task<(TestProbe Follower, IActorRef Entity)> Follow(string name, params string[] labels)
    {
        var probe = CreateTestProbe();
        Shard.Tell(new Follow(Counter.Id(name), labels), probe);
        await probe.FishForMessageAsync(message => message is FollowAnswer, Eventually.Deadline);
        return (probe, probe.LastSender);
    }

    /// <summary>The actor of an entity that is in memory.</summary>
    private protected Task<IActorRef> Find(string name) => Shard.Ask<IActorRef>(name, Eventually.Deadline);

    sealed class ShardOf(EntityServices services, IActorRef letters) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case IToEntity { To: var id }: (Child(id.Name) ?? New(id)).Forward(message); break;
                case Passivate passivate: Sender.Tell(passivate.StopMessage); break;
                case string name: Sender.Tell(Context.Child(name)); break;
            }
        }

        static IActorRef? Child(string name) => Context.Child(name) is { } child && !child.IsNobody() ? child : null;

        IActorRef New(EntityId id) =>
            Context.ActorOf(
            ActorBy.Props(() => new EntityActor(id, services, kind => kind == Counter.Kind.Name ? letters : null)), id.Name);
    }
}
