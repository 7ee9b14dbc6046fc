using ActorChat.Messages;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>What keys do.</summary>
static class KeyUpdate
{
    static readonly TimeSpan QuitWindow = TimeSpan.FromSeconds(3);

    public static (AppModel, IReadOnlyList<Effect>) Press(AppModel model, Key key)
    {
        if (key is not { Ctrl: true, Text: "c" }) model = model with { QuitUntil = null };
        if (model.Question is { } question) return Questions.Answer(model, question, key);
        if (model.Palette is { } palette) return Palettes.Press(model, palette, key);
        if (model.Search is { } search)
        {
            if (Searching.Press(model, search, key) is { } still) return (still, []);
            model = Searching.Close(model);
            if (key.Name == KeyName.Escape) return (model, []);
        }
        if (model.Completion is not null && key.Name == KeyName.Escape) return (model with { Completion = null }, []);
        if (key.Name is not (KeyName.Tab or KeyName.BackTab)) model = model with { Completion = null };
        return Bound(key) is { } binding ? binding.Act(model) : (Typed(model, key), []);
    }

    // A key by a name does the same with a modifier for which nothing else is said.
    static Binding? Bound(Key key) => KeyTable.ByKey.TryGetValue(key, out var exact) ? exact
        : key.Name is not (KeyName.Text or KeyName.Paste) ? KeyTable.ByKey.GetValueOrDefault(new Key(key.Name)) : null;

    static AppModel Typed(AppModel model, Key key) => key switch
    {
        { Name: KeyName.Text, Ctrl: false, Alt: false } => model with { Editor = model.Editor.Insert(key.Text) },
        { Name: KeyName.Paste } => model with { Editor = model.Editor.Insert(Texts.Clean(key.Text)) },
        _ => model,
    };

    /// <summary>Ctrl+C: the first one clears what is written, and says what would be lost; the second one leaves.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Interrupt(AppModel model)
    {
        if (model.QuitUntil is not null) return (model, [new Exit()]);
        return (model with
        {
            Editor = model.Editor.With(""),
            History = model.History.Reset(),
            QuitUntil = model.Now + QuitWindow,
            Notice = new ShortNotice(
                Questions.LostByLeaving(model) is { } loss ? $"Ctrl+C again leaves. {loss}" : "Ctrl+C again leaves.", false, model.Now),
        }, []);
    }

    /// <summary>Escape closes what lies on top.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Escape(AppModel model) =>
        HintLine.ShowsTransfer(model) ? (model, [new StopTransfers()]) : (Close(model), []);

    static AppModel Close(AppModel model)
    {
        if (model.Selected is not null) return model with { Selected = null };
        if (model.Panel is not null) return model with { Panel = null };
        if (model.Notice is not null) return WithoutRefused(model) with { Notice = null };
        if (model.PaneInView.Bottom is not null) return model.WithPane(model.PaneInView with { Bottom = null });
        if (model.Thread is not null) return Threads.Close(model);
        return WithoutRefused(model);
    }

    static AppModel WithoutRefused(AppModel model) =>
        model with { Outgoing = model.Outgoing.RemoveAll(line => line.State == Connection.OutboxState.Refused) };

    /// <summary>What was entered before (1) or after (-1).</summary>
    public static AppModel Recall(AppModel model, int step)
    {
        var (history, text) = model.History.Go(step, model.Editor.Text);
        return model with { History = history, Editor = model.Editor.With(text) };
    }

}
