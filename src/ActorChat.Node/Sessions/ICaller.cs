using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Whoever makes a request, by whatever door: the session of a connection, or a single HTTP request. Handlers know no more of
/// their clients than this, and so serve both doors.
/// </summary>
public interface ICaller
{
    /// <summary>The user's name as first written, or null when nobody is logged in.</summary>
    string? User { get; }

    /// <summary>The id of the login.</summary>
    string? LoginId { get; }

    /// <summary>Where the caller comes from, <c>address:port</c>.</summary>
    string Address { get; }

    /// <summary>Ends with the connection: nobody waits for the answer any more.</summary>
    CancellationToken Ended { get; }

    /// <summary>Wrong passwords so far, on this connection.</summary>
    int LoginFailures { get; set; }

    /// <summary>Too many wrong passwords: the last answer before the connection closes.</summary>
    Error TurnAway();

    /// <summary>A password or a token was right. A connection becomes a client of the user, and follows what the user follows.</summary>
    /// <param name="user">As first written.</param>
    /// <param name="sessionId">The id of the login.</param>
    /// <param name="client">What the client says of itself.</param>
    /// <param name="cursors">What a resuming client has, by feed.</param>
    /// <param name="generation">Of the store that the cursors are of; null when the client does not say.</param>
    void LogIn(string user, string sessionId, string client, IReadOnlyDictionary<string, long>? cursors = null, string? generation = null);

    /// <summary>Nobody is logged in any more.</summary>
    void LogOut();

    /// <summary>Whether the user is in as many rooms and dialogues as may be.</summary>
    ValueTask<bool> FollowsEnough();

    /// <summary>The user is in this room or dialogue now: a connection begins to follow it.</summary>
    void Follow(EntityId feed);

    /// <summary>The user's clients that are connected, on all nodes.</summary>
    ValueTask<IReadOnlyList<SessionInfo>> Sessions();

    /// <summary>Why the user may not send anything at all now; null when they may.</summary>
    ValueTask<Error?> Silence();

    /// <summary>A feed's name as clients know it; null when the caller may not follow it.</summary>
    ValueTask<string?> NameOf(EntityId feed);

    /// <summary>Whether one more signal may be sent now; asking counts it.</summary>
    bool MaySignal { get; }

    /// <summary>Nobody has touched the client for a while, or somebody does again.</summary>
    void SetIdle(bool idle);

    /// <summary>The labels of those who are online in a feed that the user may follow.</summary>
    ValueTask<IReadOnlyList<string>> OnlineIn(EntityId feed);
}
