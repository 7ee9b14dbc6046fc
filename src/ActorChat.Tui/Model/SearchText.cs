using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Messages found in words, safe to draw; each is named as <c>/history</c> and other commands take it, room#number.</summary>
static class SearchText
{
    public static IReadOnlyList<string> Of(FoundList list, TimeZoneInfo zone) =>
    [
        .. list.Messages.Select(found => Texts.CleanLine($"{Place(found)} {ReplyText.Time(found.At, zone)} {found.By}: {found.Snippet}")),
        .. list.Messages.Count == 0 ? ["Nothing was found."] : Array.Empty<string>(),
        .. list.Next is null ? Array.Empty<string>() : ["(and older ones: search with more words)"],
        .. list.Partial ? ["(not everything has been looked at yet: search again)"] : Array.Empty<string>(),
    ];

    static string Place(FoundMessage found) => $"{(FeedName.IsDialogue(found.Feed) ? "@" : "")}{FeedName.Title(found.Feed)}#{found.Seq}";
}
