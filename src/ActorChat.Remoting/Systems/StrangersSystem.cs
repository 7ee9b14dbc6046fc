using ActorChat.Remoting.Serialization;
using ActorChat.Remoting.Transports;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace ActorChat.Remoting.Systems;

/// <summary>Makes actor systems that talk to strangers.</summary>
static class StrangersSystem
{
    static readonly Config Common = Read("common.conf");

    /// <summary>What is different in a client.</summary>
    public static Config OfClient { get; } = Read("client.conf");

    /// <summary>An actor system of this name whose only way out is this end.</summary>
    /// <param name="name">The name.</param>
    /// <param name="end">The way.</param>
    /// <param name="log">Where its warnings go.</param>
    /// <param name="special">What is different from what all have in common.</param>
    /// <param name="allowList">False, in a test only: Akka's own serializers are spoken.</param>
    public static ExtendedActorSystem Start(string name, ITransportEnd end, LogSetup log, Config? special = null, bool allowList = true)
    {
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(special is null ? Common : special.WithFallback(Common)), new TransportSetup(end), log);
        return (ExtendedActorSystem)ActorSystem.Create(name, allowList ? setup.And(AllowedSerializers.Setup()) : setup);
    }

    static Config Read(string name)
    {
        using var stream = typeof(StrangersSystem).Assembly.GetManifestResourceStream(typeof(StrangersSystem), name)!;
        using var reader = new StreamReader(stream);
        return ConfigurationFactory.ParseString(reader.ReadToEnd());
    }
}
