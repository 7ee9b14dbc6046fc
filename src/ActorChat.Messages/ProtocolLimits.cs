namespace ActorChat.Messages;

/// <summary>Limits that belong to the protocol itself. What an operator may change is told to clients in <see cref="Hello"/>.</summary>
public static class ProtocolLimits
{
    /// <summary>The WebSocket subprotocol that both sides name.</summary>
    public const string Subprotocol = "actorchat.v1";

    /// <summary>The path of the WebSocket door.</summary>
    public const string WebSocketPath = "/v1/ws";

    /// <summary>The subprotocol of a WebSocket that carries Akka.Remote.</summary>
    public const string RemoteSubprotocol = "actorchat.akka.v1";

    /// <summary>The path of the door for actor systems.</summary>
    public const string RemotePath = "/v1/akka";

    /// <summary>Largest frame a client may send, in bytes; a larger one is answered with <see cref="ErrorCodes.TooLarge"/>.</summary>
    public const int MaxRequestBytes = 64 * 1024;

    /// <summary>Longest text of a message, in UTF-16 code units.</summary>
    public const int MaxTextChars = 4000;

    /// <summary>Longest topic of a room, in UTF-16 code units.</summary>
    public const int MaxTopicChars = 200;

    /// <summary>Most pinned messages of a room: more would be a room of its own.</summary>
    public const int MaxPins = 20;

    /// <summary>Unread messages of a feed that are counted exactly: nobody reads a greater number than "999+".</summary>
    public const int MaxUnread = 1000;

    /// <summary>Most messages of a feed that are looked at for it, so that one who ignores a flood does not read all of it.</summary>
    public const int MaxUnreadLookedAt = 5000;

    /// <summary>Longest reaction, in UTF-16 code units: one emoji, with all that may belong to it.</summary>
    public const int MaxReactionChars = 16;

    /// <summary>Most different reactions to one message.</summary>
    public const int MaxReactions = 20;

    /// <summary>Most users who have reacted to one message, all reactions together: their names stand with the message.</summary>
    public const int MaxReactors = 500;

    /// <summary>Raw bytes in one file chunk: with base64 and its envelope it fits into <see cref="MaxRequestBytes"/>.</summary>
    public const int FileChunkBytes = 32 * 1024;

    /// <summary>Most messages in one page of history.</summary>
    public const int MaxHistoryPage = 200;

    /// <summary>Most names in one answer to a search, and in one list of members.</summary>
    public const int MaxListedNames = 1000;

    /// <summary>Most files in a list of one's own; a frame of them stays below a megabyte.</summary>
    public const int MaxListedFiles = 1000;

    /// <summary>Longest text to search for, in UTF-16 code units.</summary>
    public const int MaxSearchChars = 200;

    /// <summary>Most messages in one answer to a search.</summary>
    public const int MaxFoundMessages = 100;

    /// <summary>Shortest password, in UTF-16 code units.</summary>
    public const int MinPasswordChars = 8;

    /// <summary>Longest password, in UTF-16 code units: bounds the work of hashing.</summary>
    public const int MaxPasswordChars = 256;

    /// <summary>Longest reason of a report or a ban, in UTF-16 code units.</summary>
    public const int MaxReasonChars = 200;

    /// <summary>Longest name of a published file, in UTF-16 code units.</summary>
    public const int MaxFileNameChars = 200;
}
