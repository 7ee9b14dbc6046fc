using System.Net.WebSockets;
using System.Security.Cryptography;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Transports;
using Akka.Actor;

namespace ActorChat.Remoting.Systems;

/// <summary>A node's gate: the actor system that clients reach, and nothing else. It knows neither the cluster's nor the chat.</summary>
public sealed class GateSystem : IAsyncDisposable
{
    readonly DoorEnd end;
    readonly ExtendedActorSystem system;

    GateSystem(DoorEnd end, ExtendedActorSystem system) => (this.end, this.system) = (end, system);

    /// <summary>The actor system, for tests to look at.</summary>
    internal ExtendedActorSystem System => system;

    /// <summary>How often Akka.Remote has wanted to dial; it never could.</summary>
    internal int DialsRefused => end.Refused;

    /// <summary>Starts one.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where warnings go, a few a minute.</param>
    public static GateSystem Start(TimeProvider time, Action<string> log) => Start(time, log, GuardRules.OfNode, allowList: true);

    /// <summary>The same, less what a test takes out.</summary>
    internal static GateSystem Start(TimeProvider time, Action<string> log, GuardRules rules, bool allowList, int? maxSilent = null)
    {
        var end = maxSilent is { } max ? new DoorEnd(rules, time, max) : new DoorEnd(rules, time);
        var system = StrangersSystem.Start(RemoteContract.GateSystem, end, new(log, time), allowList: allowList);
        system.ActorOf(Props.Create(() => new GateActor(NewName, end.Find)), RemoteContract.GateName);
        return new(end, system);
    }

    /// <summary>Serves a connection to its end. The link opens when the client has said hello, and has ended when this ends.</summary>
    public Task Serve(WebSocket socket, RemoteLink link) => end.Serve(socket, link);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await system.Terminate();

    /// <summary>A name of 128 random bits.</summary>
    internal static string NewName() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RemoteContract.NameDigits / 2));
}
