using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Commands;

namespace ActorChat.Tui.Model;

/// <summary>A message that the user means.</summary>
/// <param name="Feed">The room's or dialogue's feed, as the node spells it.</param>
/// <param name="Title">The room's name, or the other user's.</param>
/// <param name="Number">Its sequence number.</param>
sealed record MessagePlace(string Feed, string Title, long Number)
{
    /// <summary>As it is typed, such as <c>lab#42</c>.</summary>
    public string Shown => string.Create(CultureInfo.InvariantCulture, $"{(FeedName.IsDialogue(Feed) ? "@" : "")}{Title}#{Number}");

    /// <summary>The message that a name means, while <paramref name="view"/> is in view; null when the user is not there.</summary>
    public static MessagePlace? Of(ChatState chat, MessageName name, string view)
    {
        var key = name.Place is null ? view : chat.KeyOf(name.Place);
        return key is not null && chat.Feeds.TryGetValue(key, out var feed) ? new MessagePlace(feed.Feed, feed.Title, name.Number) : null;
    }

    /// <summary>What to say when there is no such place.</summary>
    public static string Nowhere(MessageName name) => name.Place is null
        ? "No room is in view: name the message as room#number."
        : $"You are not in {Texts.CleanLine(name.Place)}: /rooms lists the rooms, /room shows one.";

    /// <summary>The request for what is not said but done; null for what is said or shown.</summary>
    public Request? Ask(OnMessage meant) => meant switch
    {
        EditThis edit => new EditMessage(Feed, Number, edit.Text),
        DeleteThis => new DeleteMessage(Feed, Number),
        ReactTo react => new React(Feed, Number, react.Emoji),
        PinThis => new Pin(Title, Number),
        UnpinThis => new Unpin(Title, Number),
        ShowThread => new GetThread(Feed, Number),
        // Mostly what led to it, and a few answers.
        ShowAround around => new GetHistory(Feed, Number + 1 + (around.Count / 4), around.Count),
        _ => null,
    };
}
