using ActorChat.Node.Settings;
using ActorChat.Node.Clustering;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using Akka.Configuration.Hocon;
using Akka.Remote;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using AkkaLevel = Akka.Event.LogLevel;
using DistributedStore = Akka.DistributedData.DistributedData;

namespace ActorChat.Tests.Clustering;

/// <summary>What is set must exist: Akka takes no notice of a setting that it does not know.</summary>
public sealed class ClusterConfigTests
{
    static readonly Config Known = ConfigurationFactory.Default()
        .WithFallback(ConfigurationFactory.FromResource("Akka.Remote.Configuration.Remote.conf", typeof(RemoteSettings).Assembly))
        .WithFallback(ConfigurationFactory.FromResource("Akka.Cluster.Configuration.Cluster.conf", typeof(Cluster).Assembly))
        .WithFallback(ClusterSharding.DefaultConfig()).WithFallback(DistributedStore.DefaultConfig())
        .WithFallback(ClusterSingleton.DefaultConfig()).WithFallback(ClusterSingletonProxy.DefaultConfig());

    [Fact]
    public void Setting_WhenItIsAkkas_IsOneThatAkkaKnows()
    {
        var settings = ClusterConfig.Of(NodeSettings.Default.Cluster with { }, NullLoggerFactory.Instance);
        var paths = Leaves(settings.Root, "").Where(path => path.StartsWith("akka.", StringComparison.Ordinal)).ToList();

        paths.Count.ShouldBeGreaterThan(50);
        paths.Where(path => !Known.HasPath(path) && !IsTimeoutOfAPhase(path)).ShouldBeEmpty();
    }

    [Fact]
    public void Options_WhenTheyAreTheDefaults_AgreeWithEachOther()
    {
        var options = NodeSettings.Default.Cluster with { };
        var detected = options.HeartbeatPause + options.StableAfter;

        options.SleepLimit.ShouldBeLessThan(detected);
        options.DecisionLease.ShouldBeLessThanOrEqualTo(detected);
        options.DecisionKept.ShouldBeGreaterThan(options.MinorityDelay + options.StableAfter);
        options.HealAfter.ShouldBeGreaterThan(detected + options.MinorityDelay + options.JoinTimeout);
        options.HandOffTimeout.ShouldBeLessThan(options.LeaveTimeout);
    }

    [Theory]
    [InlineData(AkkaLevel.WarningLevel, "No coordinator found to register. Total [3] buffered messages.", LogLevel.Debug)]
    [InlineData(AkkaLevel.WarningLevel, "Tried to associate with unreachable address: the certificate was rejected", LogLevel.Warning)]
    [InlineData(AkkaLevel.InfoLevel, "Cluster Node is JOINING", LogLevel.Debug)]
    [InlineData(AkkaLevel.ErrorLevel, "anything", LogLevel.Error)]
    public void Log_WhenItMeansNothing_IsForDebugging(AkkaLevel level, string text, LogLevel expected) =>
        AkkaLogger.LevelOf(level, text).ShouldBe(expected);

    // Each phase has one, though none is written where it is the default.
    static bool IsTimeoutOfAPhase(string path)
    {
        const string Phases = "akka.coordinated-shutdown.phases";
        return Known.GetConfig(Phases).Root.GetObject().Items.Keys.Any(phase => path == $"{Phases}.{phase}.timeout");
    }

    static IEnumerable<string> Leaves(HoconValue value, string path)
    {
        if (!value.IsObject()) return [path];
        return value.GetObject().Items.SelectMany(item => Leaves(item.Value, path.Length == 0 ? item.Key : $"{path}.{item.Key}"));
    }
}
