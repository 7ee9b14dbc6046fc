namespace ActorChat.Messages;

/// <summary>The user can't send anything for a while.</summary>
/// <param name="Until">Until when.</param>
/// <param name="Why">For people.</param>
public sealed record Suspension(DateTimeOffset Until, string Why);

/// <summary>The login that this connection stood for has ended, and not by its own wish; the connection closes.</summary>
/// <param name="Code">As in <see cref="Error"/>: <see cref="ErrorCodes.BadToken"/> or <see cref="ErrorCodes.Banned"/>.</param>
/// <param name="Message">For people.</param>
public sealed record LoginEnded(string Code, string Message) : Notice;

/// <summary>
/// What operators follow, as of <paramref name="Seq"/>: the events of its feed, <see cref="Audited"/> each, lead on from here.
/// </summary>
/// <param name="Feed">The audit feed.</param>
/// <param name="Seq">The cursor.</param>
/// <param name="OpenReports">Reports that nobody has dealt with.</param>
public sealed record ModerationState(string Feed, long Seq, int OpenReports) : Notice;
