using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>What this client tells others while the user types and looks around, as far as the settings want it.</summary>
static class Sharing
{
    // Others show "is typing" a little longer than this.
    static readonly TimeSpan TypingEvery = TimeSpan.FromSeconds(3);

    // A pause in typing; and at the latest, while there is none.
    static readonly TimeSpan DraftAfter = TimeSpan.FromMilliseconds(700), DraftEvery = TimeSpan.FromSeconds(3);

    // Who logs in later is to know as well.
    static readonly TimeSpan ViewEvery = TimeSpan.FromMinutes(1);

    /// <summary>A client that nobody has touched for so long.</summary>
    public static readonly TimeSpan IdleAfter = TimeSpan.FromMinutes(5);

    /// <summary>A key was pressed.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Pressed(AppModel before, AppModel after)
    {
        var told = after.Told with { KeyAt = after.Now };
        List<Effect> effects = [];
        if (told.Idle && IsThere(after)) effects.Add(new AskNode(new SetIdle(false), Purpose.Quiet));
        told = told with { Idle = false };
        if (IsTyping(before, after) && (told.Typing.Key != after.View || after.Now - told.Typing.At >= TypingEvery))
        {
            effects.Add(new AskNode(new NoteTyping(after.InView!.Feed), Purpose.Quiet));
            told = told with { Typing = (after.View, after.Now) };
        }
        return (after with { Told = told }, effects);
    }

    /// <summary>Time has passed.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Tick(AppModel model)
    {
        if (model.Told.KeyAt == default) model = model with { Told = model.Told with { KeyAt = model.Now } };
        model = model with { Peers = Overheard.Expire(model.Peers, model.Now) };
        if (!IsThere(model)) return (model, []);
        List<Effect> effects = [];
        if (!model.Told.Idle && model.Now - model.Told.KeyAt >= IdleAfter)
        {
            effects.Add(new AskNode(new SetIdle(true), Purpose.Quiet));
            model = model with { Told = model.Told with { Idle = true } };
        }
        model = Draft(View(model, effects), effects);
        return (model, effects);
    }

    /// <summary>Another client of the user's has come: it is told anew.</summary>
    public static AppModel Anew(AppModel model) =>
        model with { Told = model.Told with { Drafts = model.Told.Drafts.Clear(), View = default } };

    static bool IsThere(AppModel model) => model.Chat.Me is not null && model.Link.State == LinkState.Open;

    static bool IsTyping(AppModel before, AppModel after) =>
        IsThere(after) && after.Chat.Settings.Typing && after.InView is not null && before.View == after.View
        && after.Editor.Text != before.Editor.Text && Drafts.Written(after.Editor.Text).Length > 0;

    static AppModel View(AppModel model, List<Effect> effects)
    {
        if (!model.Chat.Settings.View || (model.Told.View.Key == model.View && model.Now - model.Told.View.At < ViewEvery)) return model;
        effects.Add(new AskNode(new ShareView(model.InView?.Feed), Purpose.Quiet));
        return model with { Told = model.Told with { View = (model.View, model.Now) } };
    }

    static AppModel Draft(AppModel model, List<Effect> effects)
    {
        if (!model.Chat.Settings.Drafts || model.InView is not { } feed) return model;
        var text = Drafts.Written(model.Editor.Text);
        if (text == model.Told.Drafts.GetValueOrDefault(model.View, "")) return model;
        // Given up or sent is told at once.
        if (text.Length > 0 && model.Now - model.Told.KeyAt < DraftAfter && model.Now - model.Told.Typing.At < DraftEvery) return model;
        effects.Add(new AskNode(new ShareDraft(feed.Feed, text), Purpose.Quiet));
        return model with { Told = model.Told with { Drafts = model.Told.Drafts.SetItem(model.View, text) } };
    }
}
