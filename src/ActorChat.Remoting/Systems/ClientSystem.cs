using System.Net.WebSockets;
using ActorChat.Remoting.Links;
using ActorChat.Remoting.Transports;
using Akka.Actor;

namespace ActorChat.Remoting.Systems;

/// <summary>
/// A client's actor system: one for one connection, ended with it. So nothing of Akka.Remote's memory of a peer (gates, quarantine, stale
/// endpoints) ever stands in the way of coming back.
/// </summary>
public sealed class ClientSystem : IAsyncDisposable
{
    readonly ExtendedActorSystem system;

    ClientSystem(ExtendedActorSystem system, RemoteLink link) => (this.system, Link) = (system, link);

    /// <summary>The connection.</summary>
    public RemoteLink Link { get; }

    /// <summary>Says hello to a node's gate over a WebSocket that stands; the link opens when it answers, or ends.</summary>
    /// <param name="socket">Open; closed with this.</param>
    /// <param name="time">The clock.</param>
    public static Task<ClientSystem> Start(WebSocket socket, TimeProvider time)
    {
        var link = new RemoteLink();
        var end = new ClientEnd(GateSystem.NewName(), socket, link, time);
        // On a thread of its own: a start blocks until its first actors have answered, and they need threads of the pool. When clients that
        // start together held all of those, nobody would answer the nodes' pings until the pool has grown, one thread after the other.
        return Task.Factory.StartNew(
            () => Start(end, link, time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await system.Terminate();

    static ClientSystem Start(ClientEnd end, RemoteLink link, TimeProvider time)
    {
        // What goes wrong is told by the link: there is nobody to read more.
        var system = StrangersSystem.Start(RemoteContract.ClientSystem, end, new(_ => { }, time), StrangersSystem.OfClient);
        var self = system.ActorOf(Props.Create(() => new LinkActor(link)), RemoteContract.LinkName);
        system.Provider.ResolveActorRef(RemoteContract.GatePath).Tell(Hello.Instance, self);
        return new(system, link);
    }
}
