using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>Which room or dialogue is in view.</summary>
static class Switching
{
    /// <summary>Home, then the rooms and dialogues in the order of the list.</summary>
    public static IReadOnlyList<string> Views(AppModel model) => [AppModel.Home, .. model.Chat.Order];

    public static (AppModel, IReadOnlyList<Effect>) To(AppModel model, string key)
    {
        if (key == model.View) return (model with { Panel = null }, []);
        if (key != AppModel.Home && !model.Chat.Feeds.ContainsKey(key)) return (model, []);
        // The mark of what was new goes when the user leaves, and comes anew when they come back.
        var left = model.WithPane(model.PaneInView with { NewAfter = null });
        var unread = model.Chat.Unread(key) > 0;
        if (left.Thread is not null) left = Threads.Close(left);
        var came = Drafts.Switch(
            left, key) with { Before = model.View, Panel = null, InThread = false, Selected = null, RoomScroll = null, MemberScroll = 0 };
        came = came.WithPane(came.PaneInView with { NewAfter = unread ? model.Chat.Reads.GetValueOrDefault(key)?.Ordinal ?? 0 : null });
        return Loading.Begin(came);
    }

    /// <summary>To what was in view before; again: back here.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Back(AppModel model) => model.Before is { } before ? To(model, before) : (model, []);

    public static (AppModel, IReadOnlyList<Effect>) Step(AppModel model, int step)
    {
        var views = Views(model);
        var at = Math.Max(0, views.ToList().IndexOf(model.View));
        return To(model, views[(at + step + views.Count) % views.Count]);
    }

    /// <summary>The nth room or dialogue of the list, from 0.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Nth(AppModel model, int index) =>
        index < model.Chat.Order.Count ? To(model, model.Chat.Order[index]) : (model, []);

    public static (AppModel, IReadOnlyList<Effect>) NextUnread(AppModel model)
    {
        var order = model.Chat.Order;
        var from = order.IndexOf(model.View) + 1;
        var next = Enumerable.Range(0, order.Count).Select(i => order[(from + i) % order.Count]).OrderBy(key => model.Chat.Called(key) == 0)
            .FirstOrDefault(key => model.Chat.Unread(key) + model.Chat.Called(key) > 0);
        return next is null ? (model with { Notice = new ShortNotice("Nothing is unread.", false, model.Now) }, []) : To(model, next);
    }

    public static (AppModel, IReadOnlyList<Effect>) Named(AppModel model, string name)
    {
        if (name.Equals("home", StringComparison.OrdinalIgnoreCase) && model.Chat.KeyOf(name) is null) return To(model, AppModel.Home);
        return model.Chat.KeyOf(name) is { } key
            ? To(model, key)
            : (model.Say(FeedName.Nowhere(name), error: true), []);
    }

    /// <summary>After the list of rooms has changed: what is gone is left, what was asked for is entered.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Settle(AppModel model)
    {
        if (model.Entering is { } name && model.Chat.KeyOf(name) is { } key && model.Chat.Feeds[key].Known)
        {
            return To(model with { Entering = null }, key);
        }
        if (model.View != AppModel.Home && model.InView is null)
        {
            var global = FeedName.Key(FeedName.Room(Names.Global));
            return To(model, model.Chat.Feeds.ContainsKey(global) ? global : AppModel.Home);
        }
        return (model, []);
    }
}
