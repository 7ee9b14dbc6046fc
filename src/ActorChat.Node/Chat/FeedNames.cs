using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>Feeds as clients name them: an entity's id with the names as first written.</summary>
public static class FeedNames
{
    /// <summary>Such as <c>user/alice</c>.</summary>
    public static string User(string name) => $"{Ids.UserKind}/{name}";

    /// <summary>Such as <c>room/Global</c>.</summary>
    public static string Room(string name) => $"{Ids.RoomKind}/{name}";

    /// <summary>The audit feed.</summary>
    public static string Moderation { get; } = Ids.Moderation.ToString();

    /// <summary>Such as <c>dialogue/alice~bob</c>, whoever is named first.</summary>
    public static string Dialogue(string one, string other)
    {
        var (first, second) = InOrder(one, other);
        return $"{Ids.DialogueKind}/{first}~{second}";
    }

    /// <summary>Two users in the order in which they stand in their dialogue's id.</summary>
    public static (string First, string Second) InOrder(string one, string other) =>
        string.CompareOrdinal(Names.Fold(one), Names.Fold(other)) <= 0 ? (one, other) : (other, one);

    /// <summary>The two names in <c>dialogue/alice~bob</c>, or null when that is not what it is.</summary>
    public static (string First, string Second)? Pair(EntityId dialogue) =>
        dialogue.Kind == Ids.DialogueKind && dialogue.Name.Split('~') is [{ Length: > 0 } first, { Length: > 0 } second]
            ? (first, second)
            : null;

    /// <summary>
    /// The entity whose feed this is, however its names are written; null when it is no feed.
    /// </summary>
    public static EntityId? Parse(string feed)
    {
        if (!EntityId.TryParse(feed, out var id)) return null;
        return id.Kind switch
        {
            Ids.UserKind => Names.User(id.Name) is { } user ? Ids.User(user) : null,
            Ids.RoomKind => Names.Room(id.Name) is { } room ? Ids.Room(room) : null,
            Ids.DialogueKind => Pair(id) is { } pair && Names.User(pair.First) is { } one && Names.User(pair.Second) is { } other
                ? Ids.Dialogue(one, other)
                : null,
            Ids.ModerationKind => id == Ids.Moderation ? id : null,
            _ => null,
        };
    }
}
