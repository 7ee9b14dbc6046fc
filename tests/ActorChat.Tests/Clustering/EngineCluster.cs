using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Feeds;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Serialization;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Clustering;

/// <summary>
/// Akka's serializer for all that has none, in place of the one by Newtonsoft: it writes nothing, and remembers what it was asked to.
/// </summary>
sealed class NothingByNewtonsoft(ExtendedActorSystem system, Config settings) : Serializer(system)
{
    /// <summary>What was to be written.</summary>
    public static ConcurrentDictionary<Type, string> Asked { get; } = new();

    public override int Identifier => 1;

    public override bool IncludeManifest => !settings.IsNullOrEmpty();

    public override byte[] ToBinary(object obj)
    {
        Asked[obj.GetType()] = $"{obj}";
        throw new ArgumentException($"{obj.GetType()} has no serializer", nameof(obj));
    }

    public override object FromBinary(byte[] bytes, Type type) => throw new ArgumentException($"{type} has no serializer", nameof(type));
}

/// <summary>Counters, relays and a postman on one node of a cluster in this process; all nodes share a journal in memory.</summary>
sealed class EngineNode : IIncarnation, IAsyncDisposable
{
    readonly EntityServices services;

    public EngineNode(string name, IClusterStore store, JournalControl journal, ILetterStore letters)
    {
        var cluster = NodeSettings.Default.Cluster with { Name = name, Listen = "127.0.0.1:0",
            ClusterPoll = TimeSpan.FromMilliseconds(200) };
        Region = new(NodeSettings.Default.Asking, TimeProvider.System);
        Relays = new(Counter.Kinds, new PageStore(journal.Read),
            NodeSettings.Default.Feeds with { FollowInterval = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        Letters = letters;
        services = new(Counter.Kind, NodeSettings.Default.Entities, TimeProvider.System, new SystemRandom(), NullLogger.Instance)
        {
            Commit = _ => Task.FromResult(CommitOutcome.Committed),
            ReadHead = _ => Task.FromResult(0L),
        };
        var config = ConfigurationFactory.ParseString(
            $"akka.actor.serializers.json = \"{typeof(NothingByNewtonsoft).FullName}, ActorChat.Tests\"").WithFallback(HeldJournal.Config);
        var setups = ActorSystemSetup.Create(
            new CrossingSetup(Counter.Kind.Questions, Counter.Kind.Replies), journal,
            SerializationSetup.Create(
                system => [SerializerDetails.Create("actorchat", new NodeSerializer(system), [.. NodeSerializer.Types])]));
        Life = new(cluster, store, TimeProvider.System, new SystemRandom(), NullLoggerFactory.Instance, () => config, setups, [this]);
    }

    public ClusterLife Life { get; }
    public Region Region { get; }
    public Relays Relays { get; }
    public ShardedEntities? Entities { get; private set; }
    ILetterStore Letters { get; }

    /// <summary>Entities in memory here.</summary>
    public int InMemory => services.InMemory;

    public void OnStarting(ActorSystem system, string incarnation)
    {
        Entities = new(system, [services], TimeProvider.System);
        system.ActorOf(ActorBy.Props(() => new Undelivered()), "undelivered");
        var props = ActorBy.Props(() => new Postman(Letters, Counter.Kind.Commands, Entities.Find,
            NodeSettings.Default.Letters with { Poll = TimeSpan.FromMinutes(1) }, TimeProvider.System, NullLogger.Instance));
        system.ActorOf(
            ClusterSingletonManager.Props(props, PoisonPill.Instance, ClusterSingletonManagerSettings.Create(system)), "postman");
        Region.Begin(Entities);
        Relays.Begin(system, Entities.RegionOf);
    }

    public void OnUp() => Region.TellChanged();

    public Task OnLeaving() => Task.CompletedTask;

    public void OnEnded()
    {
        Relays.End();
        Region.End();
    }

    public ValueTask DisposeAsync() => Life.DisposeAsync();
}
