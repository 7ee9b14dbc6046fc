namespace ActorChat.Node.Chat.Rooms;

/// <summary>Someone who is in a room.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Admin">Whether they are an admin of it.</param>
public sealed record Member(string Name, bool Admin);
