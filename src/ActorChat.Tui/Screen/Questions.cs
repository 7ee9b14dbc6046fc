using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>What is asked once before something is lost, in the input bar.</summary>
/// <param name="Text">The question.</param>
/// <param name="Meant">What a yes does.</param>
/// <param name="Line">What was typed; a no leaves it in the input bar.</param>
sealed record Question(string Text, Input Meant, string Line);

/// <summary>Questions before loss.</summary>
static class Questions
{
    /// <summary>The question that this is worth; null when nothing can be lost.</summary>
    public static string? About(AppModel model, Input meant) => meant switch
    {
        Ask { Request: LeaveRoom leave } when !IsLast(model, leave.Room) => null,
        Ask { Request: var request } => Destroying.Of(request)?.Question,
        Quit => LostByLeaving(model) is { } loss ? $"{loss} Leave?" : null,
        _ => null,
    };

    /// <summary>Leaves, or asks first.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Leave(AppModel model) => About(model, new Quit()) is { } text
        ? (model with { Question = new Question(text, new Quit(), "") }, [])
        : (model, [new Exit()]);

    /// <summary>A key while a question stands: y is yes, everything else no.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Answer(AppModel model, Question question, Key key)
    {
        model = model with { Question = null };
        return key is { Name: KeyName.Text, Ctrl: false, Alt: false, Text: "y" or "Y" }
            ? Submit.Enter(model with { Editor = model.Editor.With(question.Line) }, question.Meant)
            : (model with { Notice = new ShortNotice("Nothing was done.", false, model.Now) }, []);
    }

    static bool IsLast(AppModel model, string room) =>
        model.Chat.Find(room) is { IsDialogue: false, MemberCount: 1 };

    /// <summary>What leaving now would lose, as a sentence; null: nothing.</summary>
    public static string? LostByLeaving(AppModel model) => Departure.Loss(model.Chat, model.RunsCluster,
        model.Outgoing.Count(line => line.State is OutboxState.Pending or OutboxState.Delayed));
}
