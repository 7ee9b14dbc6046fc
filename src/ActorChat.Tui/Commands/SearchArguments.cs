using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>
/// <c>/search text [room]</c>: the last word is a room if the user is in one of this name; text in quotes is all text, and what follows it
/// a room in any case.
/// </summary>
static class SearchArguments
{
    /// <summary>Messages in a list.</summary>
    const int Limit = 50;

    public static Input Read(IReadOnlyList<string> given)
    {
        var line = string.Join(' ', given).Trim();
        if (line.StartsWith('"') && line.IndexOf('"', 1) is > 1 and var end)
        {
            var room = line[(end + 1)..].Trim();
            return new SearchFor(line[1..end], room.Length > 0 ? room : null, IsCertain: true);
        }
        var space = line.LastIndexOf(' ');
        return space < 0 ? new SearchFor(line, null, IsCertain: true) : new SearchFor(line[..space], line[(space + 1)..], IsCertain: false);
    }

    /// <summary>The request.</summary>
    /// <param name="search">What was typed.</param>
    /// <param name="feedOf">The feed of a room or dialogue that the user is in; null for any other name.</param>
    public static Search ToRequest(SearchFor search, Func<string, string?> feedOf)
    {
        if (search.Room is null) return new Search(search.Text, Limit: Limit);
        if (feedOf(search.Room) is { } feed) return new Search(search.Text, feed, Limit: Limit);
        return search.IsCertain ? new Search(search.Text, $"room/{search.Room}", Limit: Limit)
            : new Search($"{search.Text} {search.Room}", Limit: Limit);
    }
}
