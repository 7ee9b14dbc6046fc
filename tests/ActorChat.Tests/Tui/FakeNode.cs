using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

/// <summary>A node behind the socket seam that answers with a function of the request.</summary>
sealed class FakeNode(Func<Request, Reply?> answer) : IDialer
{
    public ConcurrentQueue<Request> Asked { get; } = new();

    public ConcurrentQueue<FakeSocket> Sockets { get; } = new();

    public Task<ISocket> Dial(string address, CancellationToken cancel)
    {
        var socket = new FakeSocket(this);
        Sockets.Enqueue(socket);
        socket.Say(new Hello("ActorChat/test", "n1", ["a:1"], new ServerLimits(65536, 4000, 1_000_000, 32)));
        return Task.FromResult<ISocket>(socket);
    }

    /// <summary>Two lines in one message, as the server coalesces.</summary>
    public void Say(params Notice[] notices)
    {
        foreach (var socket in Sockets) socket.Say(notices);
    }

    public sealed class FakeSocket(FakeNode node) : ISocket
    {
        readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();

        public void Say(params Notice[] notices) => _toClient.Writer.TryWrite(
            [.. notices.SelectMany(notice => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(notice, Wire.Lenient.Notice), (byte)'\n'])]);

        public void Break() => _toClient.Writer.TryComplete();

        public Task Send(ReadOnlyMemory<byte> message, CancellationToken cancel)
        {
            var request = JsonSerializer.Deserialize(message.Span, Wire.Strict.Request)!;
            if (request is not Ping) node.Asked.Enqueue(request);
            var reply = request is Ping ? new Pong() : node.Answer(request);
            if (reply is not null)
            {
                _toClient.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(reply with { Re = request.Id }, Wire.Lenient.Reply));
            }
            if (reply is LoggedIn) Say(new Synced());
            return Task.CompletedTask;
        }

        public async Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancel) =>
            await _toClient.Reader.WaitToReadAsync(cancel) && _toClient.Reader.TryRead(out var message) ? message
                : default(ReadOnlyMemory<byte>?);

        public ValueTask DisposeAsync()
        {
            Break();
            return ValueTask.CompletedTask;
        }
    }

    Reply? Answer(Request request) => answer(request);
}
