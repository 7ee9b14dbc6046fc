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
/// <param name="Asked">Rooms that the user asked to come into, and waits; left out when there is none.</param>
public sealed record UserState(
    string Feed,
    long Seq,
    string Name,
    IReadOnlyList<string> Rooms,
    IReadOnlyList<string> Invitations,
    IReadOnlyList<string> Dialogues,
    IReadOnlyDictionary<string, ReadMark> Reads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Asked = null) : Notice;

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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Requests = null) : Notice;

/// <summary>The dialogue as of <paramref name="Seq"/>.</summary>
/// <param name="Feed">Such as <c>dialogue/alice~bob</c>.</param>
/// <param name="Seq">The cursor.</param>
/// <param name="With">The other user.</param>
/// <param name="Ordinal">Messages so far.</param>
/// <param name="Online">Which of the two are online.</param>
public sealed record DialogueState(string Feed, long Seq, string With, long Ordinal, IReadOnlyList<string> Online) : Notice;
