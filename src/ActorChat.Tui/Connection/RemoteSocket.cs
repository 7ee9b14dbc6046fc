using System.Buffers;
using System.Net.WebSockets;
using ActorChat.Remoting;
using ActorChat.Remoting.Systems;

namespace ActorChat.Tui.Connection;

/// <summary>A connection by Akka.Remote as an <see cref="ISocket"/>: the bytes of lines go in pieces, and whole lines come out.</summary>
sealed class RemoteSocket(ClientSystem system, ClientWebSocket socket) : ISocket
{
    // The beginning of a line whose end has not come yet.
    readonly ArrayBufferWriter<byte> begun = new();

    /// <inheritdoc/>
    public async Task Send(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        var line = new byte[message.Length + 1];
        message.CopyTo(line);
        line[^1] = (byte)'\n';
        for (var at = 0; at < line.Length; at += RemoteContract.MaxPieceBytes)
        {
            await system.Link.Send(line.AsMemory(at, Math.Min(line.Length - at, RemoteContract.MaxPieceBytes)), cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancel)
    {
        while (await system.Link.Receive(cancel) is { } piece)
        {
            var end = piece.AsSpan().LastIndexOf((byte)'\n') + 1;
            if (begun.WrittenCount + piece.Length > RemoteContract.MaxNodeLineBytes)
            {
                throw new SocketFailedException("the node sent a line of more than 16 MiB");
            }
            if (end == 0)
            {
                begun.Write(piece);
                continue;
            }
            var lines = begun.WrittenCount == 0 ? piece.AsMemory(0, end) : Joined(piece.AsSpan(0, end));
            begun.ResetWrittenCount();
            begun.Write(piece.AsSpan(end));
            return lines;
        }
        if (system.Link.IsFinished) return null;
        throw new SocketFailedException(await system.Link.Ended);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await system.DisposeAsync();
        socket.Dispose();
    }

    byte[] Joined(ReadOnlySpan<byte> rest)
    {
        begun.Write(rest);
        return begun.WrittenSpan.ToArray();
    }
}
