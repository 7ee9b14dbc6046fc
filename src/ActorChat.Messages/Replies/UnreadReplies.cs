using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What the user has not read.</summary>
/// <param name="AsOf">The place in the user's own feed: whom they ignored then is left out.</param>
/// <param name="Feeds">Those that are not read to their end, also where nothing of it counts.</param>
public sealed record UnreadList(long AsOf, IReadOnlyList<UnreadFeed> Feeds) : Reply;

/// <summary>A room or dialogue that is not read to its end.</summary>
/// <param name="Feed">Such as <c>room/lab</c>.</param>
/// <param name="Ordinal">Messages so far, when it was counted.</param>
/// <param name="Unread">
/// How many of them count: exact up to <see cref="ProtocolLimits.MaxUnread"/>. Older ones than the newest
/// <see cref="ProtocolLimits.MaxUnreadLookedAt"/> count whoever wrote them.
/// </param>
/// <param name="Skipped">Ordinals after the one read that do not count; null for none.</param>
/// <param name="Calls">Messages and comments that name the user or answer them; null for none.</param>
/// <param name="Over">Those of which nothing is left, or by people who are ignored; null for none.</param>
public sealed record UnreadFeed(
    string Feed,
    long Ordinal,
    long Unread,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SeqRange>? Skipped = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Calls = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<long>? Over = null);
