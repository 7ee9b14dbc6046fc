using System.Globalization;
using ActorChat.Remoting.Systems;
using Akka.Configuration;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>The configuration of the cluster's actor system.</summary>
public static class ClusterConfig
{
    /// <summary>The name of the actor system, which is a part of all addresses.</summary>
    public const string SystemName = "actorchat";

    /// <summary>How addresses begin.</summary>
    public const string Protocol = "akka.ssl.tcp";

    /// <summary>The name of the lease that decides which side of a split goes on. Who has it is an incarnation.</summary>
    public const string DecisionLease = $"{SystemName}-akka-sbr";

    // How often Akka does its small chores. The defaults are made for clusters of hundreds.
    const string Quick = "200ms";

    /// <summary>All that the cluster needs; what entities need comes on top.</summary>
    public static Config Of(ClusterOptions options, ILoggerFactory logs) => ConfigurationFactory.ParseString(string.Join('\n',
        Logging(logs), Mailboxes(), Remoting(options), Membership(options), SplitBrain(options), Shutdown(options), Sharding(options)));

    // Serializers are bound by type by whoever sends: what nobody has bound is refused, and nothing is bound to everything.
    static string Logging(ILoggerFactory logs) =>
        $$"""
        akka {
          loggers = ["{{typeof(AkkaLogger).FullName}}, {{typeof(AkkaLogger).Assembly.GetName().Name}}"]
          loglevel = {{AkkaLogger.LevelFor(logs)}}
          stdout-loglevel = OFF
          stdout-logger-class = "{{typeof(SilentLogger).FullName}}, {{typeof(SilentLogger).Assembly.GetName().Name}}"
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          logger-startup-timeout = 30s
          actor.provider = cluster
          scheduler.tick-duration = 50ms
          actor.serialization-settings.allow-unregistered-types = false
        }
        """;

    // Of a node's actors, one for each session and for each user, room and dialogue that is followed, most have no message at most times.
    static string Mailboxes() =>
        $$"""
        akka.actor {
          default-mailbox.mailbox-type = "{{typeof(SmallMailbox).FullName}}, {{typeof(SmallMailbox).Assembly.GetName().Name}}"
          mailbox.unbounded-deque-based.mailbox-type = ${akka.actor.default-mailbox.mailbox-type}
        }
        """;

    static string Remoting(ClusterOptions options) =>
        $$"""
        akka.remote {
          dot-netty.tcp {
            enable-ssl = true
            hostname = "{{HostPort.HostOf(options.Listen)}}"
            port = {{HostPort.PortOf(options.Listen)}}
            public-hostname = "{{HostPort.HostOf(options.Advertise ?? options.Listen)}}"
            public-port = {{(options.Advertise is { } advertised ? HostPort.PortOf(advertised) : 0)}}
            # A cold node on a saturated machine needs two seconds for a handshake.
            connection-timeout = 5s
            maximum-frame-size = {{options.MaxFrameBytes}}b
          }
          # Five seconds would keep a node away that started a little later.
          retry-gate-closed-for = 1s
          log-remote-lifecycle-events = off
          transport-failure-detector { heartbeat-interval = 4s, acceptable-heartbeat-pause = 20s }
        }
        """;

    static string Membership(ClusterOptions options) =>
        $$"""
        akka.cluster {
          seed-nodes = []
          seed-node-timeout = 500ms
          retry-unsuccessful-join-after = 1s
          min-nr-of-members = 1
          # A node that is half in serves nobody: the split is judged before it would come to that.
          allow-weakly-up-members = off
          periodic-tasks-initial-delay = 100ms
          gossip-interval = {{Quick}}
          leader-actions-interval = {{Quick}}
          unreachable-nodes-reaper-interval = {{Quick}}
          failure-detector {
            heartbeat-interval = {{Ms(options.HeartbeatInterval)}}
            acceptable-heartbeat-pause = {{Ms(options.HeartbeatPause)}}
            expected-response-after = {{Ms(options.HeartbeatInterval)}}
          }
          # Whoever is removed is ended by ClusterLife.
          run-coordinated-shutdown-when-down = off
        }
        """;

    static string SplitBrain(ClusterOptions options) =>
        $$"""
        akka.cluster {
          downing-provider-class = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster"
          # Left out it would be stable-after once more.
          down-removal-margin = {{Ms(options.RemovalMargin)}}
          split-brain-resolver {
            active-strategy = lease-majority
            stable-after = {{Ms(options.StableAfter)}}
            down-all-when-unstable = {{Ms(options.DownAllWhenUnstable)}}
            lease-majority {
              lease-implementation = "actorchat.store-lease"
              lease-name = "{{DecisionLease}}"
              acquire-lease-delay-for-minority = {{Ms(options.MinorityDelay)}}
              release-after = {{Ms(options.DecisionKept)}}
            }
          }
        }
        actorchat.store-lease {
          lease-class = "{{typeof(StoreLease).FullName}}, {{typeof(StoreLease).Assembly.GetName().Name}}"
          heartbeat-timeout = {{Ms(options.DecisionLease)}}
          heartbeat-interval = {{Ms(options.DecisionLease / 5)}}
          lease-operation-timeout = {{Ms(options.StorePatience)}}
        }
        """;

    // The phases' limits add up to more than leaving may take; that is watched from outside.
    static string Shutdown(ClusterOptions options) =>
        $$"""
        akka.coordinated-shutdown {
          default-phase-timeout = 1s
          terminate-actor-system = on
          exit-clr = off
          run-by-clr-shutdown-hook = off
          run-by-actor-system-terminate = off
          phases {
            # There a shutdown waits that nobody has asked for (Incarnation): as long as a timer can be set.
            before-service-unbind.timeout = 24d
            cluster-sharding-shutdown-region.timeout = {{Ms(options.HandOffTimeout)}}
            cluster-exiting.timeout = 2s
            actor-system-terminate.timeout = 2s
          }
        }
        """;

    // A shard that moves is away for a moment: few at a time, often, and none while a node comes or goes (this allocation sees to that).
    static string Sharding(ClusterOptions options) =>
        $$"""
        akka.cluster.sharding {
          remember-entities = off
          state-store-mode = ddata
          retry-interval = {{Quick}}
          waiting-for-state-timeout = 1s
          updating-state-timeout = 2s
          coordinator-failure-backoff = 500ms
          shard-failure-backoff = 500ms
          entity-restart-backoff = 500ms
          handoff-timeout = {{Ms(options.HandOffTimeout)}}
          rebalance-interval = 2s
          least-shard-allocation-strategy { rebalance-absolute-limit = 3, rebalance-relative-limit = 0.1 }
          # Most nodes have where a shard is before it is said, and whoever becomes the coordinator asks most: the two overlap, and a node
          # that is just leaving holds nobody up. Should they miss each other while members change, a shard stands twice for a moment:
          # the numbers in the journal keep its writers apart, as they do whenever a node is late to learn that it was replaced.
          coordinator-state { write-majority-plus = 0, read-majority-plus = 0 }
          distributed-data.durable.keys = []
        }
        akka.cluster.distributed-data { durable.keys = [], gossip-interval = 1s, notify-subscribers-interval = 500ms }
        akka.cluster.singleton { hand-over-retry-interval = {{Quick}} }
        akka.cluster.singleton-proxy { singleton-identification-interval = {{Quick}} }
        """;

    static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalMilliseconds}ms");
}
