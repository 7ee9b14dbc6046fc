using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What hangs on the wall of a room.</summary>
/// <param name="Topic">What it is about; null for nothing in particular.</param>
/// <param name="Pins">The pinned messages, by sequence number.</param>
public sealed record RoomBoard(string? Topic, ImmutableList<long> Pins)
{
    /// <summary>Nothing.</summary>
    public static RoomBoard Empty { get; } = new(null, []);

    /// <summary>A message is gone.</summary>
    public RoomBoard Without(long message) => this with { Pins = Pins.Remove(message) };

    /// <summary>Messages have disappeared.</summary>
    public RoomBoard Without(Expired expired) => this with { Pins = Pins.RemoveAll(expired.Covers) };
}
