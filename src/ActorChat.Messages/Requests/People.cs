namespace ActorChat.Messages;

/// <summary>The user is away, on all clients, until they come back. Answer: <see cref="Done"/>.</summary>
/// <param name="Text">What others may read of it, at most <see cref="ProtocolLimits.MaxReasonChars"/>.</param>
public sealed record GoAway(string? Text = null) : Request;

/// <summary>The user is back. Answer: <see cref="Done"/>.</summary>
public sealed record ComeBack : Request;

/// <summary>What there is to know of a user. Answer: <see cref="Profile"/>.</summary>
public sealed record GetProfile(string User) : Request;

/// <summary>
/// Messages of this user are hidden on all of the user's clients, and they can't open a dialogue. They are not told. Answer:
/// <see cref="Done"/>.
/// </summary>
public sealed record IgnoreUser(string User) : Request;

/// <summary>Messages of this user are shown again. Answer: <see cref="Done"/>.</summary>
public sealed record UnignoreUser(string User) : Request;
