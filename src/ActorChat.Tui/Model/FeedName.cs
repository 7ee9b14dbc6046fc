using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Names of feeds, <c>kind/name</c>. Nodes spell the name as first written; a key compares without regard to case.</summary>
static class FeedName
{
    public const string RoomPrefix = "room/", UserPrefix = "user/", DialoguePrefix = "dialogue/", ModerationPrefix = "moderation/";

    /// <summary>The form in which feeds are compared.</summary>
    public static string Key(string feed) => Names.Fold(feed);

    public static string Room(string name) => RoomPrefix + name;

    /// <summary>The key of the dialogue of two users, whoever is named first.</summary>
    public static string DialogueKey(string one, string other)
    {
        string a = Names.Fold(one), b = Names.Fold(other);
        return DialoguePrefix + (string.CompareOrdinal(a, b) <= 0 ? $"{a}~{b}" : $"{b}~{a}");
    }

    public static bool IsRoom(string feed) => feed.StartsWith(RoomPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsUser(string feed) => feed.StartsWith(UserPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsModeration(string feed) => feed.StartsWith(ModerationPrefix, StringComparison.OrdinalIgnoreCase);

    public static bool IsDialogue(string feed) => feed.StartsWith(DialoguePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>With whom a dialogue is; null when the feed is no dialogue.</summary>
    /// <param name="feed">As the node spells it.</param>
    /// <param name="me">Who is logged in.</param>
    public static string? Partner(string feed, string me) =>
        IsDialogue(feed) && feed[DialoguePrefix.Length..].Split('~') is [var one, var other] ? Names.Same(one, me) ? other : one : null;

    /// <summary>The same, with a mark where it is a dialogue.</summary>
    public static string Shown(string feed) => IsDialogue(feed) ? $"@{Title(feed)}" : Title(feed);

    /// <summary>What is said of a name that leads to no room or dialogue of the user.</summary>
    /// <param name="name">As typed.</param>
    public static string Nowhere(string name)
    {
        var shown = Texts.CleanLine(name);
        return $"You are not in {shown}: /join_room {shown} to enter the room, /open_dialogue {shown} to talk to the user.";
    }

    /// <summary>What stands after the slash, safe to show.</summary>
    public static string Title(string feed) => Texts.CleanLine(feed[(feed.IndexOf('/', StringComparison.Ordinal) + 1)..]);
}
