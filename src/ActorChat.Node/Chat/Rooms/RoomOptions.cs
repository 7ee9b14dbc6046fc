using System.ComponentModel.DataAnnotations;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Bounds on what one room holds in memory and in its snapshot. Global has neither members nor lists.</summary>
public sealed class RoomOptions
{
    /// <summary>Most members of a room. All of them are told of its deletion in one commit; larger crowds meet in Global.</summary>
    [Range(2, 100_000)]
    public int MaxMembers { get; set; } = 10_000;

    /// <summary>Most names on the allowed list, members of a restricted room among them.</summary>
    [Range(2, 100_000)]
    public int MaxAllowed { get; set; } = 10_000;

    /// <summary>Most users that an open room keeps out.</summary>
    [Range(1, 100_000)]
    public int MaxBarred { get; set; } = 10_000;

    /// <summary>Most invite links of a room that work at once: more than anybody keeps track of.</summary>
    [Range(1, 1_000)]
    public int MaxLinks { get; set; } = 50;

    /// <summary>How many may ask by an invite link when its maker does not say.</summary>
    [Range(1, 100_000)]
    public int LinkUses { get; set; } = 25;

    /// <summary>Most that may ask by one link.</summary>
    [Range(1, 100_000)]
    public int MaxLinkUses { get; set; } = 1_000;

    /// <summary>How long an invite link works when its maker does not say.</summary>
    public TimeSpan LinkLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The longest that a link may work: a link that leaks is found long after it was forgotten.</summary>
    public TimeSpan MaxLinkLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Most that may wait for a room's admins at once; further ones are asked to come back.</summary>
    [Range(1, 1_000)]
    public int MaxRequests { get; set; } = 200;

    /// <summary>How long a user who was turned down may not ask again.</summary>
    public TimeSpan DeniedFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Most admins that are told of a request, the longest-standing first: each costs a letter. All of them see it on the list.</summary>
    public const int MaxToldAdmins = 100;

    /// <summary>How long messages live in Global; empty: for ever. Counts until somebody sets it with /set_room, as the next three do.</summary>
    public TimeSpan? GlobalMessageLifetime { get; set; } = RoomSettings.OfGlobal.Lifetime;

    /// <summary>Messages of a user in a period in Global; empty: any number. Everyone is in Global, and everyone sees each.</summary>
    [Range(1, 1_000_000)]
    public int? GlobalSendLimit { get; set; } = RoomSettings.OfGlobal.SendLimit;

    /// <summary>How long such a period is in Global.</summary>
    public TimeSpan GlobalSendPeriod { get; set; } = RoomSettings.OfGlobal.Period;

    /// <summary>Shortest message-lifetime that admins may set: nobody should miss what is said while they look away.</summary>
    public TimeSpan MinMessageLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest message-lifetime that admins may set; off is always allowed.</summary>
    public TimeSpan MaxMessageLifetime { get; set; } = TimeSpan.FromDays(366);

    /// <summary>Greatest send-limit that admins may set; off is always allowed.</summary>
    [Range(1, 1_000_000)]
    public int MaxSendLimit { get; set; } = 100_000;

    /// <summary>Longest send-period that admins may set: a user who has sent too much is let go on within it.</summary>
    public TimeSpan MaxSendPeriod { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What Global begins with.</summary>
    internal RoomSettings GlobalSettings => new(
        (long?)GlobalMessageLifetime?.TotalSeconds, GlobalSendLimit, (long)GlobalSendPeriod.TotalSeconds);
}
