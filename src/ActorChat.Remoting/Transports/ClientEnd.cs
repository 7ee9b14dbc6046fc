using System.Net.WebSockets;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using Akka.Actor;
using Akka.Remote.Transport;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// A client's end: one connection, which is there already, to one address. It listens nowhere, and when the connection is over there is
/// no other.
/// </summary>
sealed class ClientEnd(string host, WebSocket socket, RemoteLink link, TimeProvider time) : ITransportEnd
{
    int isTaken;

    /// <inheritdoc/>
    public Address Local { get; } = new(RemoteContract.Scheme, RemoteContract.ClientSystem, host, RemoteContract.Port);

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
        var handle = new SocketHandle(Local, remote, socket, new(socket, time), new(rules, time), rules, link, time);
        _ = handle.Run(null);
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
