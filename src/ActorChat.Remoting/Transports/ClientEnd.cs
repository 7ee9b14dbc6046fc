using System.Net.WebSockets;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using Akka.Actor;
using Akka.Remote.Transport;
using Google.Protobuf;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// A client's end: one connection, which is there already, to one address. It listens nowhere, and when the connection is over there is
/// no other.
/// </summary>
sealed class ClientEnd : ITransportEnd
{
    readonly string host;
    readonly WebSocket socket;
    readonly RemoteLink link;
    readonly TimeProvider time;
    readonly PduReceiver receiver;

    // Begun before there is an actor system to have it: only who reads answers the node's pings, and a busy machine takes its time.
    readonly Task<ByteString?> first;
    int isTaken;

    /// <summary>Begins to read.</summary>
    public ClientEnd(string host, WebSocket socket, RemoteLink link, TimeProvider time)
    {
        (this.host, this.socket, this.link, this.time) = (host, socket, link, time);
        Local = new(RemoteContract.Scheme, RemoteContract.ClientSystem, host, RemoteContract.Port);
        receiver = new(socket, time);
        first = receiver.Next().AsTask();
    }

    /// <inheritdoc/>
    public Address Local { get; }

    /// <inheritdoc/>
    public void Begin(Task<IAssociationEventListener> listener)
    {
        // Nobody comes in here.
    }

    /// <inheritdoc/>
    public Task<AssociationHandle> Associate(Address remote)
    {
        var isTheGate = remote.System == RemoteContract.GateSystem && remote.Host == RemoteContract.GateHost;
        if (!isTheGate || Interlocked.Exchange(ref isTaken, 1) != 0)
        {
            return Task.FromException<AssociationHandle>(new InvalidAssociationException($"there is one connection, and not to {remote}"));
        }
        var rules = GuardRules.OfClient(host);
        var handle = new SocketHandle(Local, remote, socket, receiver, new(rules, time), rules, link, time);
        _ = handle.Run(null, first);
        return Task.FromResult<AssociationHandle>(handle);
    }

    /// <inheritdoc/>
    public Task Close()
    {
        if (Interlocked.Exchange(ref isTaken, 1) == 0) link.End("it was closed before it began");
        link.HangUp("");
        return link.Ended;
    }
}
