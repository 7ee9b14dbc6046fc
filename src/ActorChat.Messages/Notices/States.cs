using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>The user as of <paramref name="Seq"/>: the events of their feed after it lead on from here.</summary>
/// <param name="Feed">Such as <c>user/alice</c>.</param>
/// <param name="Seq">The cursor.</param>
/// <param name="Name">As first written.</param>
/// <param name="Rooms">The rooms the user is in, Global first.</param>
/// <param name="Invitations">Rooms the user was added to and has not joined.</param>
/// <param name="Dialogues">The users with whom a dialogue is open.</param>
/// <param name="Reads">How far each feed is read.</param>
/// <param name="Calls">Messages and comments, not read yet, which name the user or answer them, by feed; null for none.</param>
/// <param name="Asked">Rooms that the user asked to come into, and waits; left out when there is none.</param>
public sealed record UserState(
    string Feed,
    long Seq,
    string Name,
    IReadOnlyList<string> Rooms,
    IReadOnlyList<string> Invitations,
    IReadOnlyList<string> Dialogues,
    IReadOnlyDictionary<string, ReadMark> Reads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Asked = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<long>>? Calls = null)
        : Notice
{
    /// <summary>What the user has turned off; null when everything is on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Preferences? Settings { get; init; }

    /// <summary>That the user can't send anything, and until when.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Suspension? Suspended { get; init; }

    /// <summary>Whose messages the user does not want to see; null when there is nobody.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ignored { get; init; }

    /// <summary>Whether the user is away by their own word.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Away { get; init; }

    /// <summary>Whether the user was made an operator; those named in the settings are not marked here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Operator { get; init; }
}

/// <summary>How far a feed is read.</summary>
/// <param name="UpTo">A sequence number.</param>
/// <param name="Ordinal">That message's ordinal.</param>
public sealed record ReadMark(long UpTo, long Ordinal);

/// <summary>The room as of <paramref name="Seq"/>: the events of its feed after it lead on from here.</summary>
/// <param name="Feed">Such as <c>room/Global</c>.</param>
/// <param name="Seq">The cursor.</param>
/// <param name="Room">The name as first written.</param>
/// <param name="Access">Open or restricted.</param>
/// <param name="Ordinal">Messages so far.</param>
/// <param name="Admins">By name.</param>
/// <param name="Members">In the order of joining, at most <see cref="ProtocolLimits.MaxListedNames"/>; empty for Global.</param>
/// <param name="MemberCount">All members; 0 for Global.</param>
/// <param name="Online">Who is online, at most <see cref="ProtocolLimits.MaxListedNames"/>; <see cref="Presence"/> leads on.</param>
/// <param name="Requests">For its admins: who asks to come in; left out when nobody does.</param>
/// <param name="Settings">What the admins have set; null when nothing is set.</param>
/// <param name="Topic">What it is about; null for nothing in particular.</param>
/// <param name="Pins">The pinned messages, by sequence number; null for none.</param>
/// <param name="Gone">All messages up to this ordinal have disappeared.</param>
/// <param name="Changed">The newest event that changed an older message, or let some disappear: what a client has of before may be
/// old.</param>
/// <param name="Sends">What the user has sent in their period, where there is a limit; null for nothing.</param>
public sealed record RoomState(
    string Feed,
    long Seq,
    string Room,
    RoomAccess Access,
    long Ordinal,
    IReadOnlyList<string> Admins,
    IReadOnlyList<string> Members,
    int MemberCount,
    IReadOnlyList<string> Online,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Requests = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RoomSettings? Settings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SendCount? Sends = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Gone = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Changed = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Topic = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Pins = null) : Notice
{
    /// <summary>Who of <see cref="Online"/> is away; null when nobody is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Away { get; init; }

    /// <summary>The ordinals of the newest messages that were deleted, which are not unread; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Removed { get; init; }
}

/// <summary>The dialogue as of <paramref name="Seq"/>.</summary>
/// <param name="Feed">Such as <c>dialogue/alice~bob</c>.</param>
/// <param name="Seq">The cursor.</param>
/// <param name="With">The other user.</param>
/// <param name="Ordinal">Messages so far.</param>
/// <param name="Online">Which of the two are online.</param>
/// <param name="LifetimeSeconds">How long a message lives after it was delivered; null: for ever.</param>
/// <param name="Gone">All messages up to this ordinal have disappeared.</param>
/// <param name="Changed">As in <see cref="RoomState"/>.</param>
/// <param name="Delivered">The other one has received everything up to this message.</param>
/// <param name="Received">So has the user.</param>
public sealed record DialogueState(
    string Feed,
    long Seq,
    string With,
    long Ordinal,
    IReadOnlyList<string> Online,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? LifetimeSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Gone = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Changed = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Delivered = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Received = 0) : Notice
{
    /// <summary>Who of <see cref="Online"/> is away; null when nobody is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Away { get; init; }

    /// <summary>The ordinals of the newest messages that were deleted, which are not unread; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Removed { get; init; }
}
