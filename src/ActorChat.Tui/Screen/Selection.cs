using System.Globalization;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>
/// The message that a click has selected, and what can be done with it: each puts a line into the input bar, to be read before it is
/// sent.
/// </summary>
static class Selection
{
    /// <summary>The words in the row above the input bar, and what they do.</summary>
    public static IReadOnlyList<(string Word, Act Act)> Actions { get; } =
        [("[answer]", Reply), ("[comment]", Comment), ("[react]", React), ("[copy number]", Copy)];

    /// <summary>The selected message; null when none is, or it is not known any more.</summary>
    public static MessageLine? Of(AppModel model) =>
        model.Selected is { } number ? model.TimelineInView?.Lines.OfType<MessageLine>().FirstOrDefault(line => line.Seq == number) : null;

    public static (AppModel, IReadOnlyList<Effect>) Reply(AppModel model) => With(model, message => $"@{message.By} {model.Editor.Text}");

    public static (AppModel, IReadOnlyList<Effect>) Comment(AppModel model) =>
        With(model, message => Command("comment", message, model.Editor.Text));

    public static (AppModel, IReadOnlyList<Effect>) React(AppModel model) => With(model, message => Command("react", message, "👍"));

    /// <summary>Into the terminal's clipboard, and into the input bar if something is written there.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Copy(AppModel model)
    {
        if (Of(model) is not { } message || model.InView is not { } feed) return Nothing(model);
        var number = string.Create(CultureInfo.InvariantCulture, $"{(feed.IsDialogue ? "@" : "")}{feed.Title}#{message.Seq}");
        var written = model.Editor.Text.Length > 0 ? model with { Editor = model.Editor.InsertWord(number) } : model;
        return (written with { Selected = null, Notice = new ShortNotice($"Copied {number}.", false, model.Now) }, [new CopyText(number)]);
    }

    static string Command(string name, MessageLine message, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"/{name} {message.Seq} {rest}");

    static (AppModel, IReadOnlyList<Effect>) With(AppModel model, Func<MessageLine, string> line) => Of(model) is { } message
        ? (model with { Selected = null, Editor = model.Editor.With(line(message)) }, [])
        : Nothing(model);

    static (AppModel, IReadOnlyList<Effect>) Nothing(AppModel model) =>
        (model with { Notice = new ShortNotice(
            "No message is selected: click one, or name it by its number (/comment 42 …).", false, model.Now) }, []);
}
