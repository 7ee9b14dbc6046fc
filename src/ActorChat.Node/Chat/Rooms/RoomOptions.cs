using System.ComponentModel.DataAnnotations;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Bounds on what one room holds in memory and in its snapshot. Global has neither members nor lists.</summary>
public sealed record RoomOptions
{
    /// <summary>Most members of a room. All of them are told of its deletion in one commit; larger crowds meet in Global.</summary>
    [Range(2, 100_000)]
    public required int MaxMembers { get; init; }

    /// <summary>Most names on the allowed list, members of a restricted room among them.</summary>
    [Range(2, 100_000)]
    public required int MaxAllowed { get; init; }

    /// <summary>Most users that an open room keeps out.</summary>
    [Range(1, 100_000)]
    public required int MaxBarred { get; init; }

    /// <summary>Most invite links of a room that work at once: more than anybody keeps track of.</summary>
    [Range(1, 1_000)]
    public required int MaxLinks { get; init; }

    /// <summary>How many may ask by an invite link when its maker does not say.</summary>
    [Range(1, 100_000)]
    public required int LinkUses { get; init; }

    /// <summary>Most that may ask by one link.</summary>
    [Range(1, 100_000)]
    public required int MaxLinkUses { get; init; }

    /// <summary>How long an invite link works when its maker does not say.</summary>
    public required TimeSpan LinkLifetime { get; init; }

    /// <summary>The longest that a link may work: a link that leaks is found long after it was forgotten.</summary>
    public required TimeSpan MaxLinkLifetime { get; init; }

    /// <summary>Most that may wait for a room's admins at once; further ones are asked to come back.</summary>
    [Range(1, 1_000)]
    public required int MaxRequests { get; init; }

    /// <summary>How long a user who was turned down may not ask again.</summary>
    public required TimeSpan DeniedFor { get; init; }

    /// <summary>
    /// Most admins that are told of a request, the longest-standing first: each costs a letter. All of them see it on the list.
    /// </summary>
    public const int MaxToldAdmins = 100;

    /// <summary>
    /// How long messages live in Global; off: for ever. Counts until somebody sets it with /set_room, as the next three do.
    /// </summary>
    public required TimeSpan? GlobalMessageLifetime { get; init; }

    /// <summary>Messages of a user in a period in Global; off: any number. Everyone is in Global, and everyone sees each.</summary>
    [Range(1, 1_000_000)]
    public required int? GlobalSendLimit { get; init; }

    /// <summary>How long such a period is in Global.</summary>
    public required TimeSpan GlobalSendPeriod { get; init; }

    /// <summary>Shortest message-lifetime that admins may set: nobody should miss what is said while they look away.</summary>
    public required TimeSpan MinMessageLifetime { get; init; }

    /// <summary>Longest message-lifetime that admins may set; off is always allowed.</summary>
    public required TimeSpan MaxMessageLifetime { get; init; }

    /// <summary>Greatest send-limit that admins may set; off is always allowed.</summary>
    [Range(1, 1_000_000)]
    public required int MaxSendLimit { get; init; }

    /// <summary>Longest send-period that admins may set: a user who has sent too much is let go on within it.</summary>
    public required TimeSpan MaxSendPeriod { get; init; }

    /// <summary>What Global begins with.</summary>
    internal RoomSettings GlobalSettings => new(
        (long?)GlobalMessageLifetime?.TotalSeconds, GlobalSendLimit, (long)GlobalSendPeriod.TotalSeconds);
}
