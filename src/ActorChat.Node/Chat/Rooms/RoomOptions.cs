using System.ComponentModel.DataAnnotations;

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
}
