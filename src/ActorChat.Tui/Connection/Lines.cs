namespace ActorChat.Tui.Connection;

/// <summary>A message of the WebSocket holds one or more JSON objects, one a line.</summary>
static class Lines
{
    /// <summary>The lines that are not empty.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> message)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (!message.IsEmpty)
        {
            var end = message.Span.IndexOf((byte)'\n');
            var line = end < 0 ? message : message[..end];
            if (!line.Span.Trim(" \r\t"u8).IsEmpty) lines.Add(line);
            message = end < 0 ? default : message[(end + 1)..];
        }
        return lines;
    }
}
