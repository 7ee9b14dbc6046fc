namespace ActorChat.Messages;

/// <summary>Makes a link by which people may ask to come into a room. Admins only. Answer: <see cref="LinkCreated"/>.</summary>
/// <param name="Room">The room's name.</param>
/// <param name="Uses">How many may ask by it; the operator's default when left out.</param>
/// <param name="LifeSeconds">How long it works; the operator's default when left out.</param>
public sealed record CreateLink(string Room, int? Uses = null, long? LifeSeconds = null) : Request;

/// <summary>The links of a room that still work. Admins only. Answer: <see cref="LinkList"/>.</summary>
public sealed record GetLinks(string Room) : Request;

/// <summary>Ends a link; whoever asked by it before stays on the list of requests. Admins only. Answer: <see cref="Done"/>.</summary>
/// <param name="Link">The link, its token, or its id as in <see cref="LinkInfo.Id"/>.</param>
public sealed record RevokeLink(string Link) : Request;

/// <summary>
/// Asks the admins of the room behind a link to be let in. Whoever may enter as it is, because the room is open or an admin has
/// added them, is in at once. Answer: <see cref="Asked"/>.
/// </summary>
/// <param name="Link">The link, or its token alone.</param>
public sealed record JoinLink(string Link) : Request;

/// <summary>
/// Who asks to come into a room, or into any room that the user is admin of. Admins only. Answer: <see cref="RequestList"/>.
/// </summary>
public sealed record GetRequests(string? Room = null) : Request;

/// <summary>Lets a user in who asked: they are in the room at once. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record Approve(string Room, string User) : Request;

/// <summary>Turns down a user who asked; they may ask again when some time has passed. Admins only. Answer: <see cref="Done"/>.</summary>
public sealed record Deny(string Room, string User) : Request;
