using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>Who may join a room by themselves.</summary>
[JsonConverter(typeof(RoomAccessConverter))]
public enum RoomAccess
{
    /// <summary>Everyone, but those an admin has removed.</summary>
    [JsonStringEnumMemberName("open")] Open,

    /// <summary>Those on the allowed list.</summary>
    [JsonStringEnumMemberName("restricted")] Restricted,
}

/// <summary>By name only: a number could be no access at all.</summary>
public sealed class RoomAccessConverter() : JsonStringEnumConverter<RoomAccess>(namingPolicy: null, allowIntegerValues: false);

/// <summary>Creates a room; the creator is its admin and in it. Answer: <see cref="Done"/>.</summary>
public sealed record CreateRoom(string Room, RoomAccess Access) : Request;

/// <summary>Deletes a room with its messages. Admins only. Answer: <see cref="Done"/>.</summary>
/// <param name="Room">The room.</param>
/// <param name="Confirm">
/// Whether the user knows what it destroys: false is refused with a sentence that says so, where there is anything to lose. Left out, a
/// WebSocket's client is taken to have asked; over HTTP it counts as false.
/// </param>
public sealed record DeleteRoom(string Room, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Confirm = null)
    : Request;

/// <summary>Puts a registered user on the room's allowed list and tells them. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record AddUser(string Room, string User) : Request;

/// <summary>
/// Takes a user out of the room and off its allowed list; an open room keeps them out until added again. Admins only. Answer:
/// <see cref="Done"/>.
/// </summary>
public sealed record RemoveUser(string Room, string User) : Request;

/// <summary>Enters a room. Answer: <see cref="Done"/>; the room's state and events follow.</summary>
public sealed record JoinRoom(string Room) : Request;

/// <summary>
/// Leaves a room; the last admin's place goes to the longest-standing member, an empty room is deleted. Answer: <see cref="Done"/>.
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Confirm">As in <see cref="DeleteRoom"/>, where the room would be deleted.</param>
public sealed record LeaveRoom(string Room, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Confirm = null)
    : Request;

/// <summary>
/// Rooms whose names contain a text: open ones, and those the user is in or was added to. Answer: <see cref="RoomList"/>.
/// </summary>
public sealed record FindRooms(string? Text = null) : Request;

/// <summary>Users whose names begin with a text. Answer: <see cref="UserList"/>.</summary>
public sealed record FindUsers(string Text) : Request;

/// <summary>The members of a room, and who is online. Answer: <see cref="MemberList"/>.</summary>
public sealed record Who(string Room) : Request;

/// <summary>Changes a setting of a room, within the operator's limits. Admins only. Answer: <see cref="Done"/>.</summary>
/// <param name="Room">The room.</param>
/// <param name="Setting">One of <see cref="RoomSettings.AllNames"/>.</param>
/// <param name="Value">A number, a duration such as <c>1h</c>, or <c>off</c>.</param>
public sealed record SetRoom(string Room, string Setting, string Value) : Request;
