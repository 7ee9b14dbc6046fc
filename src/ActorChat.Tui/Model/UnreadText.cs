using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What is unread in words.</summary>
static class UnreadText
{
    /// <summary>The greatest number that is shown.</summary>
    public const int MaxShown = ProtocolLimits.MaxUnread - 1;

    /// <summary>Such as <c>999+</c>.</summary>
    public static string Number(long unread) => unread > MaxShown ? $"{MaxShown}+" : unread.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line each.</summary>
    public static IReadOnlyList<string> Of(UnreadList list, Func<string, string> title)
    {
        var unread = list.Feeds.Where(feed => feed.Unread > 0 || feed.Calls is not null);
        IReadOnlyList<string> lines =
            [.. unread.Select(feed => Texts.CleanLine($"{title(feed.Feed)}: {Number(feed.Unread)} unread{Calling(feed)}"))];
        return lines.Count > 0 ? lines : ["Nothing is unread."];
    }

    static string Calling(UnreadFeed feed) => feed.Calls?.Count switch
    {
        null or 0 => "",
        1 => ", 1 calls you",
        var calls => string.Create(CultureInfo.InvariantCulture, $", {calls} call you"),
    };
}
