using ActorChat.Messages;

namespace ActorChat.Tui.Screen;

/// <summary>
/// What is written for each room and not sent: it stays with its room when the user looks elsewhere. A room that is opened with an empty
/// input bar takes up what stands in that of another client; while that copy is not touched here it follows the other, and no longer.
/// </summary>
static class Drafts
{
    /// <summary>A line as a draft: commands are for this client only, and passwords for nobody.</summary>
    public static string Written(string line) =>
        (line.StartsWith('/') && !line.StartsWith("//", StringComparison.Ordinal)) || line.Length > ProtocolLimits.MaxTextChars ? "" : line;

    /// <summary>Another room or dialogue comes into view.</summary>
    public static AppModel Switch(AppModel model, string to)
    {
        var own = model.Drafts.GetValueOrDefault(to, "");
        // A command that is being typed goes along, and so does what was written at home, where it can't be sent: before a login, say.
        var written = Written(model.Editor.Text);
        var isHomeless = model.View == AppModel.Home && own.Length == 0;
        if (model.Editor.Text.Length > 0 && (written.Length == 0 || isHomeless)) return model with { View = to };
        var left = model with { Drafts = written.Length == 0 ? model.Drafts.Remove(model.View) : model.Drafts.SetItem(model.View, written),
            View = to };
        left = left with { Editor = left.Editor.With(own), History = left.History.Reset() };
        return own.Length == 0 ? TakeUp(left) ?? left : left;
    }

    /// <summary>With the draft of another client in the input bar, which is empty; null when there is none.</summary>
    public static AppModel? TakeUp(AppModel model) =>
        model.Editor.Text.Length == 0 && model.Chat.Settings.Drafts
            && model.Peers.Drafts.GetValueOrDefault(model.View) is { Length: > 0 } other
            ? Copy(model, model.View, other)
            : null;

    /// <summary>Another client's input bar has changed.</summary>
    public static AppModel Changed(AppModel model, string key, string text)
    {
        var before = model.Peers.Drafts.GetValueOrDefault(key, "");
        var drafts = text.Length == 0 ? model.Peers.Drafts.Remove(key) : model.Peers.Drafts.SetItem(key, text);
        model = model with { Peers = model.Peers with { Drafts = drafts } };
        var here = key == model.View ? model.Editor.Text : model.Drafts.GetValueOrDefault(key, "");
        return before.Length > 0 && here == before ? Copy(model, key, text) : model;
    }

    // What was copied is known to the others.
    static AppModel Copy(AppModel model, string key, string text)
    {
        var copied = model with { Told = model.Told with { Drafts = model.Told.Drafts.SetItem(key, text) } };
        if (key == model.View) return copied with { Editor = model.Editor.With(text) };
        return copied with { Drafts = text.Length == 0 ? model.Drafts.Remove(key) : model.Drafts.SetItem(key, text) };
    }
}
