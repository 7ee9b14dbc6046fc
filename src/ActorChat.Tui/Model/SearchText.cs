using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Messages found in words, safe to draw; each is named as <c>/history</c> and other commands take it, room#number.</summary>
static class SearchText
{
    public static IReadOnlyList<string> Of(FoundList list, TimeZoneInfo zone, Func<string, string> title) =>
    [
        .. list.Messages.Select(found =>
            Texts.CleanLine($"{Place(found, title)} {ReplyText.Time(found.At, zone)} {found.By}: {found.Snippet}")),
        .. list.Messages.Count == 0 ? ["Nothing was found."] : Array.Empty<string>(),
        .. list.Messages.Count == 0 ? Array.Empty<string>() : [$"(/history {Place(list.Messages[0], title)} shows what was around it)"],
        .. list.Next is null ? Array.Empty<string>() : ["(and older ones: search with more words)"],
        .. list.Partial ? ["(not everything has been looked at yet: search again)"] : Array.Empty<string>(),
    ];

    static string Place(FoundMessage found, Func<string, string> title) => $"{title(found.Feed)}#{found.Seq}";
}
