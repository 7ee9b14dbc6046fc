using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using ActorChat.Remoting.Guarding;
using ActorChat.Remoting.Links;
using Akka.Actor;
using Akka.Remote.Transport;
using Google.Protobuf;

namespace ActorChat.Remoting.Transports;

/// <summary>An association over one WebSocket. What comes in goes past the guard first.</summary>
sealed class SocketHandle(
    Address local, Address remote, WebSocket socket, PduReceiver receiver, PduGuard guard, GuardRules rules, RemoteLink link,
    TimeProvider time)
    : AssociationHandle(local, remote)
{
    const int MaxReasonBytes = 120;

    readonly PduSender sender = new(socket);
    readonly TaskCompletionSource closing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ITimer? cutOff;
    int isLeaving;

    /// <inheritdoc/>
    public override bool Write(ByteString payload)
    {
        if (!sender.TryAdd(payload.Memory)) socket.Abort();
        return true;
    }

    /// <summary>Writes a message of a node's session to the client.</summary>
    /// <param name="session">The name of the session's actor.</param>
    /// <param name="manifest">The letter of the message.</param>
    /// <param name="body">Its bytes.</param>
    public void Write(string session, string manifest, ReadOnlySpan<byte> body)
    {
        var room = ArrayPool<byte>.Shared.Rent(body.Length + MessagePdu.MaxHeadBytes);
        var length = MessagePdu.Write(
            room, RemoteContract.LinkPath(RemoteAddress.Host), $"{RemoteContract.GatePath}/{session}", manifest, body);
        if (!sender.TryAdd(room.AsMemory(0, length), room)) socket.Abort();
    }

    /// <inheritdoc/>
    [Obsolete("Called by Akka.Remote, which has the reason.")]
    public override void Disassociate() => Leave(WebSocketCloseStatus.NormalClosure, null);

    /// <summary>Closes the connection and tells the peer why.</summary>
    public void Refuse(string why) =>
        Leave(why.Length > 0 ? WebSocketCloseStatus.PolicyViolation : WebSocketCloseStatus.NormalClosure, why);

    /// <summary>Gives Akka.Remote what comes in, until the connection is over; then the link is.</summary>
    /// <param name="seen">What has come in already, and was judged.</param>
    /// <param name="next">What comes next, when somebody reads already.</param>
    public async Task Run(ByteString? seen, Task<ByteString?>? next)
    {
        link.ClosedBy(Refuse);
        var why = "the connection broke";
        IHandleEventListener? listener = null;
        try
        {
            // On a thread of its own: it is completed by an actor in the middle of its work.
            var taking = ReadHandlerSource.Task;
            await Task.WhenAny(taking, closing.Task).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            // Only an actor system that shuts down takes no association, and it closes the connection.
            if (taking.IsCompletedSuccessfully)
            {
                listener = await taking;
                if (seen is not null) listener.Notify(new InboundPayload(seen));
                why = await PassAll(listener, next ?? receiver.Next().AsTask());
            }
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // The reason stands.
        }
        listener?.Notify(new Disassociated(DisassociateInfo.Unknown));
        await TakeLeave();
        link.End(why);
    }

    async Task<string> PassAll(IHandleEventListener listener, Task<ByteString?> next)
    {
        for (var come = await next; come is { } pdu; come = await receiver.Next())
        {
            if (guard.Judge(pdu.Span) is { } refusal) return Refused(refusal);
            var isWithin = guard.Cost == 0 || link.TryEnter(guard.Cost);
            if (!isWithin && (rules.Measures & Measures.Window) != 0) return Refused("more than the window");
            listener.Notify(new InboundPayload(pdu));
        }
        return receiver.Wrong is { } wrong ? Refused(wrong)
            : socket.CloseStatusDescription is { Length: > 0 } said ? said : "the other side closed the connection";
    }

    string Refused(string why)
    {
        Refuse(why);
        return why;
    }

    // The first reason counts.
    Task Leave(WebSocketCloseStatus status, string? why)
    {
        if (Interlocked.Exchange(ref isLeaving, 1) != 0) return closing.Task;
        sender.Complete();
        cutOff = Farewell.CutOff(socket, time);
        _ = Close(status, why);
        return closing.Task;
    }

    async Task Close(WebSocketCloseStatus status, string? why)
    {
        try
        {
            await sender.Drained;
            await Farewell.Say(socket, status, Cut(why));
        }
        catch (Exception e) when (Broken.Is(e))
        {
            // Nobody is there to be told.
        }
        closing.TrySetResult();
    }

    async Task TakeLeave()
    {
        await Leave(WebSocketCloseStatus.NormalClosure, null);
        await Farewell.Hear(socket);
        await cutOff!.DisposeAsync();
    }

    static string? Cut(string? why) =>
        why is not null && Encoding.UTF8.GetByteCount(why) > MaxReasonBytes ? why[..(MaxReasonBytes / 3)] : why;
}
