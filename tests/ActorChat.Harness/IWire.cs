using System.Net.WebSockets;

namespace ActorChat.Harness;

/// <summary>A way for lines to a node and back.</summary>
interface IWire : IAsyncDisposable
{
    /// <summary>How it stands, for failures.</summary>
    string State { get; }

    /// <summary>How the node closed it; null when it did not say.</summary>
    WebSocketCloseStatus? CloseStatus { get; }

    /// <summary>Sends a message or a part of one.</summary>
    Task Send(ReadOnlyMemory<byte> bytes, WebSocketMessageType type, bool end);

    /// <summary>The next bytes; null when the node has closed. Every line ends with a line feed.</summary>
    Task<ReadOnlyMemory<byte>?> Receive();

    /// <summary>Ends it without a word.</summary>
    void Abort();
}

/// <summary>Which door the connections of a test come in by.</summary>
static class WireDoor
{
    static readonly AsyncLocal<bool> isRemote = new();

    /// <summary>Whether it is Akka.Remote's.</summary>
    public static bool IsRemote => isRemote.Value;

    /// <summary>From here on, in this test: by Akka.Remote.</summary>
    public static void UseRemote() => isRemote.Value = true;

    /// <summary>A connection to this address, by the door of this test.</summary>
    public static async Task<IWire> Open(string address) =>
        isRemote.Value ? await RemoteWire.Open(address) : await SocketWire.Open(address);
}
