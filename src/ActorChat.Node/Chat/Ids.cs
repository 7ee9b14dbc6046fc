using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>The entities of the chat by name: ids hold folded names.</summary>
public static class Ids
{
    /// <summary>Kinds.</summary>
    public const string UserKind = "user", RoomKind = "room", DialogueKind = "dialogue", FilesKind = "files", ModerationKind = "moderation";

    /// <summary>The user of this name.</summary>
    public static EntityId User(string name) => new(UserKind, Names.Fold(name));

    /// <summary>The room of this name.</summary>
    public static EntityId Room(string name) => new(RoomKind, Names.Fold(name));

    /// <summary>The room that everyone is in.</summary>
    public static EntityId Global { get; } = Room(Names.Global);

    /// <summary>The private chat of two users, whoever is named first.</summary>
    public static EntityId Dialogue(string one, string other)
    {
        string a = Names.Fold(one), b = Names.Fold(other);
        return new(DialogueKind, string.CompareOrdinal(a, b) <= 0 ? $"{a}~{b}" : $"{b}~{a}");
    }

    /// <summary>The moderation of the whole cluster.</summary>
    public static EntityId Moderation { get; } = new(ModerationKind, "cluster");

    /// <summary>The file-store of a user.</summary>
    public static EntityId Files(string user) => new(FilesKind, Names.Fold(user));
}
