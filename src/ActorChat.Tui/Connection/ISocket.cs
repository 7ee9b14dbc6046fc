namespace ActorChat.Tui.Connection;

/// <summary>The seam to the network: opens connections.</summary>
interface IDialer
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="SocketFailedException">The message says why, for people.</exception>
    Task<ISocket> Dial(string address, CancellationToken cancel);
}

/// <summary>One open connection. One caller sends and one receives at a time.</summary>
interface ISocket : IAsyncDisposable
{
    /// <summary>Sends one text message.</summary>
    Task Send(ReadOnlyMemory<byte> message, CancellationToken cancel);

    /// <summary>The next text message, or null when the other side has closed.</summary>
    Task<ReadOnlyMemory<byte>?> Receive(CancellationToken cancel);
}

/// <summary>The connection could not be opened, or broke.</summary>
sealed class SocketFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The certificate for which it was not opened; null when that was not the reason.</summary>
    public Stranger? Stranger { get; init; }
}
