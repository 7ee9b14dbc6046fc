using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;

namespace ActorChat.Tests.Chat.Rooms;

/// <summary>Rooms to begin with.</summary>
static class RoomScene
{
    public static Scene<Room> Nothing(RoomOptions? options = null) =>
        new(new RoomBehaviour(options ?? NodeSettings.Default.Rooms), Ids.Room("Lab"));

    public static Scene<Room> Global(RoomOptions? options = null) =>
        new(new RoomBehaviour(options ?? NodeSettings.Default.Rooms), Ids.Global);

    /// <summary>Lab, open, of alice (event 1), who is its admin.</summary>
    public static Scene<Room> Open(params IEnumerable<Event> events) =>
        Nothing().Given([new Created("Lab", RoomAccess.Open, "alice"), .. events]);

    /// <summary>Lab, restricted, of alice (event 1), who is its admin.</summary>
    public static Scene<Room> Restricted(params IEnumerable<Event> events) =>
        Nothing().Given([new Created("Lab", RoomAccess.Restricted, "alice"), .. events]);

    public static Posted Message(string by, long ordinal, string? key = null) =>
        new(by, $"message {ordinal}", ordinal, key ?? $"k:{ordinal}");
}
