using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Screen;

/// <summary>The title of the terminal's window: what is unread, and who one is.</summary>
static class WindowTitle
{
    public static string Of(AppModel model)
    {
        if (model.Chat.Me is not { } me) return "ActorChat";
        var unread = model.Chat.Order.Sum(model.Chat.Unread);
        var called = model.Chat.Order.Sum(model.Chat.Called);
        var count = called > 0 ? string.Create(CultureInfo.InvariantCulture, $"(@{called}, {unread}) ") : unread > 0
            ? string.Create(CultureInfo.InvariantCulture, $"({unread}) ") : "";
        return $"{count}{Texts.CleanLine(me)} · ActorChat";
    }
}
