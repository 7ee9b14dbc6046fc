namespace ActorChat.Messages;

/// <summary>How the user has set what is theirs to set. Answer: <see cref="SettingList"/>.</summary>
public sealed record GetSettings : Request;

/// <summary>Turns a setting on or off, for all of the user's clients. Answer: <see cref="Done"/>.</summary>
public sealed record ChangeSetting(Setting Setting, bool On) : Request;

/// <summary>
/// Logs out another client of the user's, or this one: its token is worthless, and its connection is told so and closed. Answer:
/// <see cref="Done"/>.
/// </summary>
/// <param name="Session">Its id, from <see cref="SessionList"/>.</param>
public sealed record EndSession(string Session) : Request;
