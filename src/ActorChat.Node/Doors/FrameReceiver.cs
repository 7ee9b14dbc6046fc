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
    static readonly byte[] TooLarge = Frames.Reply(0, new Error(ErrorCodes.TooLarge,
        $"a message may have {ProtocolLimits.MaxRequestBytes} bytes: send less, files in chunks."));

    static readonly byte[] NotText = Frames.Reply(0, new Error(ErrorCodes.NotText,
        "messages are text with JSON: the connection closes."));

    /// <summary>Ends when the client closes, or must be closed.</summary>
    public async Task Run()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (true)
            {
                // Waiting with an empty buffer costs an idle connection nothing.
                var (filled, message) = await ReadMessage(buffer);
                buffer = filled;
                if (message.Closed) return;
                if (message.IsTooLarge)
                {
                    session.Queue.Add(TooLarge);
                    await session.Queue.Room;
                }
                else if (!message.IsText)
                {
                    session.Queue.Add(NotText);
                    return;
                }
                else
                {
                    await HandOver(buffer.AsMemory(0, message.Length));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    readonly record struct Message(int Length, bool IsText, bool IsTooLarge, bool Closed);

    async Task<(byte[] Buffer, Message)> ReadMessage(byte[] buffer)
    {
        var length = 0;
        var tooLarge = false;
        while (true)
        {
            if (length == buffer.Length) buffer = Grow(buffer);
            // Not cancelled with the session, which would cut the connection: it ends with the connection.
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close) return (buffer, new(0, false, false, Closed: true));
            length += part.Count;
            if (length > ProtocolLimits.MaxRequestBytes)
            {
                tooLarge = true;
                length = 0;
            }
            if (part.EndOfMessage) return (buffer, new(length, part.MessageType == WebSocketMessageType.Text, tooLarge, Closed: false));
        }
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
