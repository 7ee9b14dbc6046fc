using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary><c>open</c> or <c>restricted</c>, also with a slash before it.</summary>
static class RoomTypeArgument
{
    /// <summary>What completion offers.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["/open", "/restricted"];

    public static Input Create(IReadOnlyList<string> given) => given[1].TrimStart('/').ToLowerInvariant() switch
    {
        "open" => new Ask(new CreateRoom(given[0], RoomAccess.Open)),
        "restricted" => new Ask(new CreateRoom(given[0], RoomAccess.Restricted)),
        _ => new Wrong($"'{given[1]}' is not a room type: it is /open or /restricted.", CommandTable.Find("create_room")!.Usage),
    };
}
