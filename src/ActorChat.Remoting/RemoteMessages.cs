namespace ActorChat.Remoting;

/// <summary>A client wants a session; to the gate, once.</summary>
public sealed record Hello
{
    /// <summary>All of them are alike.</summary>
    public static Hello Instance { get; } = new();
}

/// <summary>The session is there; its actor is the sender.</summary>
public sealed record Welcome
{
    /// <summary>All of them are alike.</summary>
    public static Welcome Instance { get; } = new();
}

/// <summary>The next bytes of the lines that one side sends the other: JSON objects, a line feed after each; cut anywhere.</summary>
/// <param name="Bytes">At most <see cref="RemoteContract.MaxPieceBytes"/>; nobody writes to it any more.</param>
public sealed record Lines(byte[] Bytes);

/// <summary>So much of what the other side has sent has been taken since the last of these.</summary>
/// <param name="Cost">In the window's measure: bytes of lines, and <see cref="RemoteContract.MessageCost"/> for each message.</param>
public sealed record Ack(int Cost);

/// <summary>The node has said all there is to say: the client closes.</summary>
public sealed record Bye
{
    /// <summary>All of them are alike.</summary>
    public static Bye Instance { get; } = new();
}
