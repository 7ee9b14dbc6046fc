using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// Global exists without being created, so an operator's own rules for it become an event before the first thing that is decided
/// in it: a replay must not depend on what a node's settings say today.
/// </summary>
static class Founding
{
    /// <summary>Whether the operator wants other rules than Global begins with, and nothing was set yet.</summary>
    public static bool IsDue(Room room, RoomOptions options) =>
        room is { IsGlobal: true, Settings: null } && options.GlobalSettings != RoomSettings.OfGlobal;

    /// <summary>Global with the operator's rules.</summary>
    public static Room Found(Room room, RoomOptions options) => room with { Settings = options.GlobalSettings };

    /// <summary>Decides with the operator's rules; what is committed begins with them.</summary>
    public static Effect First(Room room, RoomOptions options, CommandContext context, Func<Room, CommandContext, Effect> decide)
    {
        var effect = decide(Found(room, options), context with { NextSeq = context.NextSeq + 1 });
        return effect.Events.Count == 0
            ? effect
            : effect with { Events = [new EventDraft(new SettingChanged(options.GlobalSettings)), .. effect.Events] };
    }
}
