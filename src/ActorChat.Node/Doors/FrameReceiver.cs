using System.Buffers;
using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors;

/// <summary>
/// Reads what a client sends: text messages, each with one or more JSON objects, one a line. A message that is too large is read
/// to its end and dropped with an error, so that the connection lives on; one that is not text is no protocol of ours.
/// </summary>
sealed class FrameReceiver(WebSocket socket, Session session)
{
    /// <summary>What a client is told whose line is too long.</summary>
    internal static readonly byte[] TooLarge = Frames.Reply(0, new Error(ErrorCodes.TooLarge,
        $"a message may have {ProtocolLimits.MaxRequestBytes} bytes: send less, files in chunks."));

    static readonly byte[] NotText = Frames.Reply(0, new Error(ErrorCodes.NotText,
        "messages are text with JSON: the connection closes."));

    /// <summary>Ends when the client closes, or must be closed.</summary>
    public async Task Run()
    {
        while (true)
        {
            // Waits without a buffer, so that an idle connection holds none. Not cancelled with the session, which would cut the
            // connection: it ends with the connection.
            var next = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
            if (next.MessageType == WebSocketMessageType.Close) return;
            var goesOn = next.MessageType == WebSocketMessageType.Text ? await TakeMessage() : Refuse();
            if (!goesOn) return;
        }
    }

    // Whether more may come.
    async Task<bool> TakeMessage()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            var length = 0;
            var tooLarge = false;
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close) return false;
                // A message without a byte is over before this one.
                if (part.MessageType != WebSocketMessageType.Text) return Refuse();
                length += part.Count;
                if (length > ProtocolLimits.MaxRequestBytes) (tooLarge, length) = (true, 0);
                if (part.EndOfMessage) break;
            }
            if (tooLarge) await RefuseLarge();
            else await HandOver(buffer.AsMemory(0, length));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    async Task RefuseLarge()
    {
        session.Queue.Add(TooLarge);
        await session.Queue.Room;
    }

    bool Refuse()
    {
        session.Queue.Add(NotText);
        return false;
    }

    static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    async Task HandOver(ReadOnlyMemory<byte> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.Span.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            if (!line.Span.Trim(" \r\t"u8).IsEmpty) await session.Receive(line);
            text = end < 0 ? default : text[(end + 1)..];
        }
    }
}
