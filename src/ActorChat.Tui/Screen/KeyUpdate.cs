using ActorChat.Messages;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>What keys do.</summary>
static class KeyUpdate
{
    static readonly TimeSpan QuitWindow = TimeSpan.FromSeconds(3);

    public static (AppModel, IReadOnlyList<Effect>) Press(AppModel model, Key key)
    {
        if (key.Name == KeyName.Tab) return CompletionUpdate.Tab(model, 1);
        if (key.Name == KeyName.BackTab) return CompletionUpdate.Tab(model, -1);
        model = model with { Completion = null };
        if (key is not { Ctrl: true, Text: "c" }) model = model with { QuitUntil = null };
        return key switch
        {
            { Name: KeyName.Text, Ctrl: true } => WithCtrl(model, key.Text[0]),
            { Name: KeyName.Text, Alt: true } => WithAlt(model, key.Text),
            { Name: KeyName.Text } => (With(model, model.Editor.Insert(key.Text)), []),
            { Name: KeyName.Paste } => (With(model, model.Editor.Insert(Texts.Clean(key.Text))), []),
            { Name: KeyName.NewLine } or { Name: KeyName.Enter, Alt: true } => (With(model, model.Editor.Insert("\n")), []),
            { Name: KeyName.Enter } => Submit.Line(model),
            { Name: KeyName.Escape } => (Close(model), []),
            _ => Named(model, key),
        };
    }

    static (AppModel, IReadOnlyList<Effect>) Named(AppModel model, Key key) => key switch
    {
        { Name: KeyName.PageUp } => Scrolling.Page(model, -1),
        { Name: KeyName.PageDown } => Scrolling.Page(model, 1),
        { Name: KeyName.End, Ctrl: true } => (model.WithPane(model.PaneInView with { Bottom = null }), []),
        { Name: KeyName.Up or KeyName.Left, Alt: true } => Switching.Step(model, -1),
        { Name: KeyName.Down or KeyName.Right, Alt: true } => Switching.Step(model, 1),
        { Name: KeyName.Up } => (Recall(model, 1), []),
        { Name: KeyName.Down } => (Recall(model, -1), []),
        { Name: KeyName.Left, Ctrl: true } => (With(model, model.Editor.WordLeft), []),
        { Name: KeyName.Right, Ctrl: true } => (With(model, model.Editor.WordRight), []),
        { Name: KeyName.Left } => (With(model, model.Editor.Left), []),
        { Name: KeyName.Right } => (With(model, model.Editor.Right), []),
        { Name: KeyName.Home } => (With(model, model.Editor.Home), []),
        { Name: KeyName.End } => (With(model, model.Editor.End), []),
        { Name: KeyName.Backspace, Alt: true } => (With(model, model.Editor.KillWordLeft), []),
        { Name: KeyName.Backspace } => (With(model, model.Editor.Backspace), []),
        { Name: KeyName.Delete } => (With(model, model.Editor.Delete), []),
        _ => (model, []),
    };

    static (AppModel, IReadOnlyList<Effect>) WithCtrl(AppModel model, char letter)
    {
        var editor = model.Editor;
        return letter switch
        {
            'a' => (With(model, editor.Home), []),
            'e' => (With(model, editor.End), []),
            'b' => (With(model, editor.Left), []),
            'f' => (With(model, editor.Right), []),
            'p' => (Recall(model, 1), []),
            'n' => (Recall(model, -1), []),
            'w' => (With(model, editor.KillToSpace), []),
            'u' => (With(model, editor.KillToStart), []),
            'k' => (With(model, editor.KillToEnd), []),
            'y' => (With(model, editor.Yank), []),
            't' => (With(model, editor.Transpose), []),
            'd' when editor.Text.Length > 0 => (With(model, editor.Delete), []),
            'd' => (model, [new Exit()]),
            'c' => Interrupt(model),
            'l' => (model, [new Redraw()]),
            'z' => (model, [new Suspend()]),
            _ => (model, []),
        };
    }

    static (AppModel, IReadOnlyList<Effect>) WithAlt(AppModel model, string text) => text switch
    {
        "b" => (With(model, model.Editor.WordLeft), []),
        "f" => (With(model, model.Editor.WordRight), []),
        "d" => (With(model, model.Editor.KillWordRight), []),
        "a" => Switching.NextUnread(model),
        ['0'] => Switching.To(model, AppModel.Home),
        [>= '1' and <= '9' and var digit] => Switching.Nth(model, digit - '1'),
        _ => (model, []),
    };

    // The first one clears what is written; the second one leaves.
    static (AppModel, IReadOnlyList<Effect>) Interrupt(AppModel model)
    {
        if (model.QuitUntil is not null) return (model, [new Exit()]);
        return (model with
        {
            Editor = model.Editor.With(""),
            History = model.History.Reset(),
            QuitUntil = model.Now + QuitWindow,
            Notice = new ShortNotice("Ctrl+C again leaves.", false, model.Now),
        }, []);
    }

    static AppModel Close(AppModel model)
    {
        if (model.Panel is not null) return model with { Panel = null };
        if (model.Notice is not null) return model with { Notice = null };
        if (model.PaneInView.Bottom is not null) return model.WithPane(model.PaneInView with { Bottom = null });
        if (model.Thread is not null) return Threads.Close(model);
        return model with { Outgoing = model.Outgoing.RemoveAll(line => line.State == Connection.OutboxState.Refused) };
    }

    static AppModel Recall(AppModel model, int step)
    {
        var (history, text) = model.History.Go(step, model.Editor.Text);
        return model with { History = history, Editor = model.Editor.With(text) };
    }

    static AppModel With(AppModel model, Editor editor) => model with { Editor = editor };

}
