using System.Threading.Channels;
using ActorChat.Remoting.Serialization;
using Akka.Actor;

namespace ActorChat.Remoting.Links;

/// <summary>Writes a message of a session to its client.</summary>
/// <param name="session">The name of the session's actor.</param>
/// <param name="manifest">The letter of the message.</param>
/// <param name="body">Its bytes.</param>
delegate void MessageWriter(string session, string manifest, ReadOnlySpan<byte> body);

/// <summary>
/// One connection, as whoever uses it sees it: bytes of lines go out and come in, a window's worth in each direction at most, and it ends.
/// An actor stands between it and Akka.Remote. One caller sends and one receives at a time.
/// </summary>
public sealed class RemoteLink
{
    // What the window lets be under way, which the transport holds the other side to. Such a channel is small while it is empty.
    const int MaxArrived = (RemoteContract.Window + RemoteContract.WindowOfOthers) / RemoteContract.MessageCost;

    readonly Channel<byte[]> arrived = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaxArrived) { SingleReader = true });
    readonly Credit credit = new(RemoteContract.Window);
    readonly TaskCompletionSource opened = Source();
    readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    IActorRef self = ActorRefs.Nobody, peer = ActorRefs.Nobody;
    int underWay, taken, receivedCost;
    bool isOpen;
    MessageWriter? writer;
    Action<string>? hangingUp;
    string? toldToEnd;

    /// <summary>Ends when both sides know each other.</summary>
    public Task Opened => opened.Task;

    /// <summary>Ends when the connection is over; with the reason, for people.</summary>
    public Task<string> Ended => ended.Task;

    /// <summary>Whether the other side has said that there will be nothing more.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>The transport knows how the connection is closed; at once, when that was asked for before it was known.</summary>
    internal void ClosedBy(Action<string> close)
    {
        Interlocked.Exchange(ref hangingUp, close);
        if (Volatile.Read(ref toldToEnd) is { } why) close(why);
    }

    /// <summary>
    /// A node's messages are written by this, in the order in which they are told, and not by Akka.Remote. Before the link opens.
    /// </summary>
    internal void WrittenBy(MessageWriter write) => writer = write;

    /// <summary>Sends bytes of lines when the window has room for them.</summary>
    /// <param name="piece">At most <see cref="RemoteContract.MaxPieceBytes"/>; to be left alone until the task ends.</param>
    /// <param name="cancel">When it is cancelled the link can only be hung up.</param>
    /// <exception cref="OperationCanceledException">The waiting was given up.</exception>
    public Task Send(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(piece.Length, RemoteContract.MaxPieceBytes);
        var taking = credit.Take(piece.Length + RemoteContract.MessageCost, cancel);
        if (!taking.IsCompletedSuccessfully || !opened.Task.IsCompletedSuccessfully) return SendWhenTaken(taking, piece, cancel);
        SendNow(piece);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The next bytes; null when there will be no more. Whoever asks has done with those before: the other side may send as many again.
    /// </summary>
    public async ValueTask<byte[]?> Receive(CancellationToken cancel)
    {
        if (receivedCost > 0) Acknowledge();
        while (await arrived.Reader.WaitToReadAsync(cancel))
        {
            if (!arrived.Reader.TryRead(out var piece)) continue;
            receivedCost = piece.Length + RemoteContract.MessageCost;
            return piece;
        }
        return null;
    }

    /// <summary>Tells the other side that there will be nothing more: it closes.</summary>
    public void Finish() => Tell(Bye.Instance);

    /// <summary>Closes the connection, with a reason for the other side.</summary>
    public void HangUp(string why)
    {
        Interlocked.CompareExchange(ref toldToEnd, why, null);
        Volatile.Read(ref hangingUp)?.Invoke(why);
    }

    /// <summary>Counts a message that has come in. False when the other side sends more than it may.</summary>
    internal bool TryEnter(int cost) => Interlocked.Add(ref underWay, cost) <= RemoteContract.Window + RemoteContract.WindowOfOthers;

    /// <summary>A message that has come in is dealt with.</summary>
    internal void Leave(int cost) => Interlocked.Add(ref underWay, -cost);

    /// <summary>The actors of both sides. False when they are known already.</summary>
    internal bool TryOpen(IActorRef own, IActorRef other)
    {
        if (isOpen) return false;
        (isOpen, self, peer) = (true, own, other);
        opened.TrySetResult();
        // It may have ended meanwhile: then the actor has nothing to do.
        if (ended.Task.IsCompleted) self.Tell(Over.Instance);
        return true;
    }

    /// <summary>Tells the other side something; lines are sent.</summary>
    internal void Tell(object message)
    {
        if (writer is { } write) write(self.Path.Name, ChatSerializer.Letter(message), ChatSerializer.Body(message));
        else peer.Tell(message, self);
    }

    /// <summary>Whether a message is from the other side, and not from somebody who has learned this side's name.</summary>
    internal bool IsFrom(IActorRef sender) => isOpen && sender.Path.Address == peer.Path.Address;

    /// <summary>The other side has sent this.</summary>
    internal void Arrive(byte[] piece)
    {
        if (!arrived.Writer.TryWrite(piece) && !ended.Task.IsCompleted && !IsFinished) HangUp("more than the window");
    }

    /// <summary>The other side has taken so much.</summary>
    internal void Acknowledged(int cost)
    {
        Leave(sizeof(int) + RemoteContract.MessageCost);
        if (!credit.TryGive(cost)) HangUp("more was acknowledged than was sent");
    }

    /// <summary>The other side will send nothing more.</summary>
    internal void Finished()
    {
        IsFinished = true;
        arrived.Writer.TryComplete();
    }

    /// <summary>The connection is over.</summary>
    internal void End(string why)
    {
        if (!ended.TrySetResult(why)) return;
        arrived.Writer.TryComplete();
        self.Tell(Over.Instance);
    }

    async Task SendWhenTaken(Task taking, ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        await opened.Task.WaitAsync(cancel);
        await taking;
        SendNow(piece);
    }

    void SendNow(ReadOnlyMemory<byte> piece)
    {
        if (writer is { } write) write(self.Path.Name, ChatSerializer.Lines, piece.Span);
        else peer.Tell(new Lines(piece.ToArray()), self);
    }

    void Acknowledge()
    {
        Leave(receivedCost);
        taken += receivedCost;
        receivedCost = 0;
        if (taken < RemoteContract.AcknowledgeAt) return;
        Tell(new Ack(taken));
        taken = 0;
    }

    static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
