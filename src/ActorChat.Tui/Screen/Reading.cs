using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>Tells the node what the user has read: what is in view, at its bottom; not what scrolls by elsewhere.</summary>
static class Reading
{
    // So that a busy room makes one mark a second and not one a message.
    static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    // The answer may have been lost with a link.
    static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    /// <summary>The marks that are due.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Tell(AppModel model)
    {
        if (model.Link.State != LinkState.Open) return (model, []);
        if (!model.Chat.Settings.Reads) return (ForMyself(model), []);
        var effects = new List<Effect>();
        var pane = model.PaneInView;
        if (Due(model, pane) is { } mark)
        {
            effects.Add(new AskNode(mark, Purpose.Quiet));
            model = model.WithPane(pane with { ReadTold = mark.UpTo, ReadToldAt = model.Now });
            model = model with { ReadsToTell = model.ReadsToTell.Remove(model.View) };
        }
        effects.AddRange(model.ReadsToTell.Values.Select(own => new AskNode(own, Purpose.Quiet)));
        return (model with { ReadsToTell = model.ReadsToTell.Clear() }, effects);
    }

    // The user does not want their other clients to know: then it is read here, and unread there.
    static AppModel ForMyself(AppModel model) => Due(model, model.PaneInView with { ReadTold = 0, ReadToldAt = default }) is { } mark
        ? model with { Chat = model.Chat.Read(mark.Feed, new ReadMark(mark.UpTo, mark.Ordinal)), ReadsToTell = model.ReadsToTell.Clear() }
        : model with { ReadsToTell = model.ReadsToTell.Clear() };

    /// <summary>A message of this client stands in its room right after what was read: the node is to know that it is read too.</summary>
    public static AppModel Own(AppModel model, Posted posted)
    {
        if (posted.Feed is not { } feed || !posted.Key.StartsWith(model.Device + ":", StringComparison.Ordinal)) return model;
        var key = FeedName.Key(feed);
        return model.Chat.Unread(key) == 0
            ? model with { ReadsToTell = model.ReadsToTell.SetItem(key, new MarkRead(feed, posted.Seq, posted.Ordinal)) }
            : model;
    }

    static MarkRead? Due(AppModel model, Pane pane)
    {
        if (model.InView is not { Known: true } feed || pane.Bottom is not null || model.Panel is not null || model.Thread is not null)
        {
            return null;
        }
        if ((model.Chat.Unread(model.View) == 0 && model.Chat.Called(model.View) == 0) || model.Now - pane.ReadToldAt < TellEvery)
        {
            return null;
        }
        if (pane.ReadTold == feed.Seq && model.Now - pane.ReadToldAt < TellAgain) return null;
        return new MarkRead(feed.Feed, feed.Seq, feed.Ordinal);
    }
}
