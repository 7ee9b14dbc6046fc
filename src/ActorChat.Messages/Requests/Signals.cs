namespace ActorChat.Messages;

/// <summary>
/// The user is typing in a room or dialogue: told to those who are there, not stored, and dropped where there is no room for it. Clients
/// say it every few seconds at most. Answer: <see cref="Done"/>.
/// </summary>
public sealed record NoteTyping(string Feed) : Request;

/// <summary>
/// What stands in this client's input bar for a room or dialogue: told to the user's other clients, not stored. Answer:
/// <see cref="Done"/>.
/// </summary>
/// <param name="Feed">The room or dialogue.</param>
/// <param name="Text">All of it; empty when it was sent or given up.</param>
public sealed record ShareDraft(string Feed, string Text) : Request;

/// <summary>What this client has in view: told to the user's other clients, not stored. Answer: <see cref="Done"/>.</summary>
/// <param name="Feed">A room or dialogue; null for none.</param>
public sealed record ShareView(string? Feed = null) : Request;

/// <summary>
/// Nobody has touched this client for a while, or somebody does again: a user whose clients are all idle is away. Answer:
/// <see cref="Done"/>.
/// </summary>
public sealed record SetIdle(bool Idle) : Request;
