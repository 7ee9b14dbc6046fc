using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>
/// Asks the node what is unread, once at a time: whatever makes it due while an answer is on its way, be it a hundred times, makes one
/// more question after it.
/// </summary>
static class Counting
{
    /// <summary>How far a question is.</summary>
    public enum Stage
    {
        /// <summary>Nothing is asked.</summary>
        Idle,

        /// <summary>The answer is on its way.</summary>
        Asked,

        /// <summary>It is, and is out of date.</summary>
        AskedTooEarly,
    }

    /// <summary>It is due.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Ask(AppModel model) => model.Counting == Stage.Idle
        ? (model with { Counting = Stage.Asked }, [new AskNode(new GetUnread(), Purpose.Count)])
        : (model with { Counting = Stage.AskedTooEarly }, []);

    /// <summary>The answer has come.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Answered(AppModel model, Reply reply)
    {
        var again = model.Counting == Stage.AskedTooEarly && reply is UnreadList;
        model = model with { Chat = Fold.Apply(model.Chat, reply), Counting = Stage.Idle };
        return again ? Ask(model) : (model, []);
    }
}
