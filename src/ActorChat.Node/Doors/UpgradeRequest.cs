using System.Buffers;
using System.Buffers.Text;
using System.Text;
using ActorChat.Messages;

namespace ActorChat.Node.Doors;

/// <summary>A client's request to speak WebSocket from here on, as almost every connection begins.</summary>
/// <param name="Key">What the answer proves to have understood.</param>
/// <param name="Length">Bytes of the request, its empty line included.</param>
/// <param name="Path">Which door it is for.</param>
readonly record struct UpgradeRequest(string Key, int Length, string Path)
{
    /// <summary>No request of ours is longer.</summary>
    public const int MaxBytes = 4096;

    const int KeyBytes = 16, KeyChars = 24;

    static readonly Way[] Ways =
    [
        new(ProtocolLimits.WebSocketPath, ProtocolLimits.Subprotocol), new(ProtocolLimits.RemotePath, ProtocolLimits.RemoteSubprotocol),
    ];

    sealed class Way(string path, string subprotocol)
    {
        public string Path => path;

        public byte[] RequestLine { get; } = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\n");

        public byte[] Subprotocol { get; } = Encoding.ASCII.GetBytes(subprotocol);
    }

    /// <summary>
    /// Null unless it stands there whole and is certainly one that is to be granted. What is unusual in any way is left to the HTTP
    /// stack to judge: half a request, a header twice, a browser's origin, a body.
    /// </summary>
    public static UpgradeRequest? Read(ReadOnlySpan<byte> head)
    {
        foreach (var way in Ways)
        {
            if (!head.StartsWith(way.RequestLine)) continue;
            var end = head.IndexOf("\r\n\r\n"u8);
            return end >= 0 && KeyIn(head[way.RequestLine.Length..(end + 2)], way.Subprotocol) is { } key ? new(key, end + 4, way.Path)
                : null;
        }
        return null;
    }

    // The key, if all that must be said is said, once.
    static string? KeyIn(ReadOnlySpan<byte> lines, byte[] subprotocol)
    {
        var said = Said.Nothing;
        string? key = null;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf("\r\n"u8);
            var colon = lines[..end].IndexOf((byte)':');
            if (colon < 1 || !Ascii.IsValid(lines[..end])) return null;
            var value = lines[(colon + 1)..end].Trim(" \t"u8);
            var now = Means(lines[..colon], value, subprotocol);
            if (now == Said.Otherwise || (said & now) != 0) return null;
            if (now == Said.Key) key = Encoding.ASCII.GetString(value);
            said |= now;
            lines = lines[(end + 2)..];
        }
        return said == Said.Everything ? key : null;
    }

    [Flags]
    enum Said
    {
        Nothing = 0, Host = 1, Connection = 2, Upgrade = 4, Version = 8, Key = 16, Subprotocol = 32, Everything = 63, Otherwise = 64,
    }

    static Said Means(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, byte[] subprotocol) => name switch
    {
        _ when Is(name, "Host"u8) => Said.Host,
        _ when Is(name, "Connection"u8) => Is(value, "Upgrade"u8) || Is(value, "keep-alive, Upgrade"u8) ? Said.Connection : Said.Otherwise,
        _ when Is(name, "Upgrade"u8) => Is(value, "websocket"u8) ? Said.Upgrade : Said.Otherwise,
        _ when Is(name, "Sec-WebSocket-Version"u8) => value.SequenceEqual("13"u8) ? Said.Version : Said.Otherwise,
        _ when Is(name, "Sec-WebSocket-Key"u8) => IsKey(value) ? Said.Key : Said.Otherwise,
        _ when Is(name, "Sec-WebSocket-Protocol"u8) => value.SequenceEqual(subprotocol) ? Said.Subprotocol : Said.Otherwise,
        _ when Is(name, "User-Agent"u8) || name.StartsWith("X-"u8) || Is(name, "Forwarded"u8) || Is(name, "Via"u8)
            || Is(name, "Sec-WebSocket-Extensions"u8) => Said.Nothing,
        _ => Said.Otherwise,
    };

    static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    static bool IsKey(ReadOnlySpan<byte> value)
    {
        Span<byte> bytes = stackalloc byte[KeyChars];
        return value.Length == KeyChars && Base64.DecodeFromUtf8(value, bytes, out _, out var length) == OperationStatus.Done
            && length == KeyBytes;
    }
}
