using System.Collections.Concurrent;
using System.Net.WebSockets;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using Akka.Actor;
using Akka.Remote.Transport;

namespace ActorChat.Remoting.Transports;

/// <summary>
/// A node's end: takes the WebSockets of its door. It never dials: to answer an address that is not connected would let anybody make the
/// node connect anywhere. What has not shown a handshake never comes to Akka.Remote.
/// </summary>
sealed class DoorEnd(GuardRules rules, TimeProvider time, int maxSilent = DoorEnd.MaxSilent) : ITransportEnd
{
    /// <summary>Connections without a handshake, at once: as many clients as a node is to have may come back together.</summary>
    const int MaxSilent = 5000;

    // For those that never send it, in quiet times: their number bounds them. Longer than a crowd takes on a saturated machine.
    static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(60);

    readonly WaitingRoom silent = new(maxSilent);

    // By host. The links are those of connections whose handshake has been seen.
    readonly ConcurrentDictionary<string, Connected> live = new();
    Task<IAssociationEventListener> listener = new TaskCompletionSource<IAssociationEventListener>().Task;

    sealed record Connected(RemoteLink Link, ulong Incarnation);

    /// <inheritdoc/>
    public Address Local { get; } = new(RemoteContract.Scheme, RemoteContract.GateSystem, RemoteContract.GateHost, RemoteContract.Port);

    /// <summary>How often Akka.Remote has wanted to dial.</summary>
    public int Refused => refused;

    int refused;

    /// <inheritdoc/>
    public void Begin(Task<IAssociationEventListener> associations) => listener = associations;

    /// <inheritdoc/>
    public Task<AssociationHandle> Associate(Address remote)
    {
        Interlocked.Increment(ref refused);
        return Task.FromException<AssociationHandle>(new InvalidAssociationException($"a gate never dials: {remote}"));
    }

    /// <inheritdoc/>
    public Task Close()
    {
        foreach (var one in live.Values) one.Link.HangUp("the node is stopping");
        return Task.WhenAll(live.Values.Select(one => one.Link.Ended));
    }

    /// <summary>The link of the connection that has announced this host; null when there is none.</summary>
    public RemoteLink? Find(string host) => live.TryGetValue(host, out var connected) ? connected.Link : null;

    /// <summary>Serves a connection to its end. Then the link has ended.</summary>
    public async Task Serve(WebSocket socket, RemoteLink link)
    {
        var receiver = new PduReceiver(socket, time);
        var guard = new PduGuard(rules, time);
        var place = silent.Enter(socket);
        try
        {
            await using var silence = time.CreateTimer(_ => socket.Abort(), null, HandshakeTimeout, Timeout.InfiniteTimeSpan);
            if (await receiver.Next() is not { } first) await End(receiver.Wrong ?? "the other side closed the connection");
            else if (guard.Judge(first.Span) is { } refusal) await End(refusal);
            else if (guard.Host is null || !await TryClaim(guard, link)) await End("an address that is connected already");
            else
            {
                await silence.DisposeAsync();
                silent.Leave(place);
                await Associate(guard, socket, receiver, link, first);
            }
        }
        catch (Exception e) when (Broken.Is(e))
        {
            link.End("the connection broke");
        }
        finally
        {
            silent.Leave(place);
        }

        async Task End(string why)
        {
            await using var cutOff = Farewell.CutOff(socket, time);
            await Farewell.Say(socket, WebSocketCloseStatus.PolicyViolation, why);
            await Farewell.Hear(socket);
            link.End(why);
        }
    }

    async Task Associate(PduGuard guard, WebSocket socket, PduReceiver receiver, RemoteLink link, Google.Protobuf.ByteString first)
    {
        var host = guard.Host!;
        try
        {
            var remote = new Address(RemoteContract.Scheme, RemoteContract.ClientSystem, host, RemoteContract.Port);
            var handle = new SocketHandle(Local, remote, socket, receiver, guard, rules, link, time);
            link.WrittenBy(handle.Write);
            (await listener).Notify(new InboundAssociation(handle));
            await handle.Run(first, null);
        }
        finally
        {
            if (live.TryGetValue(host, out var connected) && connected.Link == link) live.TryRemove(new(host, connected));
        }
    }

    // The same incarnation is a client whose connection has gone without a word: it has another now.
    async Task<bool> TryClaim(PduGuard guard, RemoteLink link)
    {
        var claim = new Connected(link, guard.Incarnation);
        while (!live.TryAdd(guard.Host!, claim))
        {
            if (!live.TryGetValue(guard.Host!, out var old)) continue;
            if (old.Incarnation != claim.Incarnation && (rules.Measures & Measures.NoTakeOver) != 0) return false;
            if (!live.TryUpdate(guard.Host!, claim, old)) continue;
            old.Link.HangUp("the same client has connected anew");
            await old.Link.Ended;
            return true;
        }
        return true;
    }
}
