using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>A message with its comments in place of the room's messages: text without a slash is a comment, Escape goes back.</summary>
static class Threads
{
    /// <summary>What is done about one message.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Do(AppModel model, OnMessage meant)
    {
        if (MessagePlace.Of(model.Chat, meant.Name, model.View) is not { } place)
        {
            return (model.Say(MessagePlace.Nowhere(meant.Name), error: true), []);
        }
        return meant switch
        {
            ShowThread => Open(model, place),
            SayUnder say => (model, [new PostComment(place, say.Text)]),
            _ => (model, [new AskNode(place.Ask(meant)!)]),
        };
    }

    /// <summary>Brings the comments into view.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Open(AppModel model, MessagePlace place)
    {
        var key = FeedName.Key(place.Feed);
        (model, var switched) = Switching.To(model, key);
        model = model with { Chat = Fold.Look(model.Chat, key, place.Number), InThread = true };
        return (model.WithPane(Pane.Fresh), [.. switched, .. Load(place.Feed, place.Number, null)]);
    }

    /// <summary>Back to the room.</summary>
    public static AppModel Close(AppModel model) => model with { Chat = Fold.Look(model.Chat, model.View, null), InThread = false };

    /// <summary>A page of comments.</summary>
    public static IReadOnlyList<Effect> Load(string feed, long root, long? before) =>
        [new AskNode(new GetThread(feed, root, before), Purpose.LoadThread)];

    /// <summary>The page has come, or there is no such message any more.</summary>
    public static AppModel Loaded(AppModel model, GetThread asked, Reply reply) => reply switch
    {
        ThreadPage page => Of(page) is var root && root != asked.Message && model.Thread?.Root == asked.Message
            // The number of a comment leads to the message that it hangs under.
            ? Loaded(model with { Chat = Fold.Look(model.Chat, model.View, root) }, asked with { Message = root }, page)
            : model with { Chat = Fold.Merge(model.Chat, page, asked.Before) },
        Error error => (model.Thread is { Message: null } ? Close(model) : model).Say(Texts.CleanLine(error.Message), error: true),
        _ => model,
    };

    static long Of(ThreadPage page) => page.Message.Seq;
}
