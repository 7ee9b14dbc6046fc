using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>What a model and its effects become.</summary>
delegate (AppModel, IReadOnlyList<Effect>) Act(AppModel model);

/// <summary>Something that keys do.</summary>
/// <param name="Shown">The keys, as people name them.</param>
/// <param name="Help">What they do.</param>
/// <param name="Act">Does it.</param>
/// <param name="Keys">The keys.</param>
sealed record Binding(string Shown, string Help, Act Act, params IReadOnlyList<Key> Keys);

/// <summary>Bindings of one kind.</summary>
sealed record KeySection(string Title, IReadOnlyList<Binding> Bindings);

/// <summary>All keys: what is pressed, what help shows and what docs/keys.md says is this table.</summary>
static class KeyTable
{
    /// <summary>In the order in which help shows them.</summary>
    public static IReadOnlyList<KeySection> Sections { get; } =
    [
        new("Finding", Finding()), new("Rooms and messages", Looking()), new("The selected message", Selecting()),
        new("Writing", Writing()), new("Cutting and history", Cutting()), new("The client", Client()),
    ];

    /// <summary>What to do, by key.</summary>
    public static IReadOnlyDictionary<Key, Binding> ByKey { get; } =
        Sections.SelectMany(section => section.Bindings).SelectMany(binding => binding.Keys.Select(key => (key, binding)))
            .ToDictionary(one => one.key, one => one.binding);

    static Binding[] Finding() =>
    [
        new("Ctrl+K, F1", "Find any command, room, person or key by a few letters (Ctrl+K: where nothing stands behind the cursor).",
            model => (Palettes.Open(model), []), new Key(KeyName.F1)),
        new("Tab, Shift+Tab", "Complete what stands before the cursor; again: the next or the previous choice.",
            model => CompletionUpdate.Tab(model, 1), new Key(KeyName.Tab)),
        new("", "", model => CompletionUpdate.Tab(model, -1), new Key(KeyName.BackTab)),
        new("Ctrl+R", "Search what was entered before; again: an older one.", model => (Searching.Open(model), []), Key.WithCtrl('r')),
    ];

    static Binding[] Looking() =>
    [
        .. Enumerable.Range(1, 9)
            .Select(n => new Binding(n == 1 ? "Alt+1 … Alt+9" : "", n == 1 ? "The room or dialogue of this number." : "",
            model => Switching.Nth(model, n - 1), Key.WithAlt((char)('0' + n)))),
        new("Alt+0", "Home: your own actions.", model => Switching.To(model, AppModel.Home), Key.WithAlt('0')),
        new("Alt+Up, Alt+Left", "The room above.", model => Switching.Step(model, -1), new Key(KeyName.Up, Alt: true),
            new Key(KeyName.Left, Alt: true)),
        new("Alt+Down, Alt+Right", "The room below.", model => Switching.Step(model, 1), new Key(KeyName.Down, Alt: true),
            new Key(KeyName.Right, Alt: true)),
        new("Alt+/", "What was in view before; again: back.", Switching.Back, Key.WithAlt('/')),
        new("Alt+A", "The next room with something unread, first where you are called.", Switching.NextUnread, Key.WithAlt('a')),
        new("Alt+U", "The first unread message of this room.", Scrolling.FirstNew, Key.WithAlt('u')),
        new("PageUp, PageDown", "Older or newer messages; the pages of a panel.", model => Scrolling.Page(model, -1),
            new Key(KeyName.PageUp)),
        new("", "", model => Scrolling.Page(model, 1), new Key(KeyName.PageDown)),
        new("Ctrl+End", "The newest messages.", model => (model.WithPane(model.PaneInView with { Bottom = null }), []),
            new Key(KeyName.End, Ctrl: true)),
        new("Esc", "Close a panel, a notice, a selection, a thread; end a transfer; go to the newest messages; clear what was not sent.",
            KeyUpdate.Escape, new Key(KeyName.Escape)),
    ];

    static Binding[] Selecting() =>
    [
        new("Alt+R", "Answer it by name (a click on a message selects it).", Selection.Reply, Key.WithAlt('r')),
        new("Alt+M", "Comment on it.", Selection.Comment, Key.WithAlt('m')),
        new("Alt+P", "React to it.", Selection.React, Key.WithAlt('p')),
        new("Alt+Y", "Copy its number.", Selection.Copy, Key.WithAlt('y')),
    ];

    static Binding[] Writing() =>
    [
        new("Enter", "Send, or do the command.", Submit.Line, new Key(KeyName.Enter)),
        new("Alt+Enter, Ctrl+J", "A new line.", model => Edit(model, model.Editor.Insert("\n")), new Key(KeyName.NewLine),
            new Key(KeyName.Enter, Alt: true)),
        On("Left, Ctrl+B", "A character back.", editor => editor.Left, new Key(KeyName.Left), Key.WithCtrl('b')),
        On("Right, Ctrl+F", "A character on.", editor => editor.Right, new Key(KeyName.Right), Key.WithCtrl('f')),
        On("Ctrl+Left, Alt+B", "A word back.", editor => editor.WordLeft, new Key(KeyName.Left, Ctrl: true), Key.WithAlt('b')),
        On("Ctrl+Right, Alt+F", "A word on.", editor => editor.WordRight, new Key(KeyName.Right, Ctrl: true), Key.WithAlt('f')),
        On("Home, Ctrl+A", "The beginning of the line.", editor => editor.Home, new Key(KeyName.Home), Key.WithCtrl('a')),
        On("End, Ctrl+E", "The end of the line.", editor => editor.End, new Key(KeyName.End), Key.WithCtrl('e')),
        On("Backspace", "Delete back.", editor => editor.Backspace, new Key(KeyName.Backspace)),
        On("Delete", "Delete on.", editor => editor.Delete, new Key(KeyName.Delete)),
    ];

    static Binding[] Cutting() =>
    [
        On("Ctrl+W", "Cut back to the last space.", editor => editor.KillToSpace, Key.WithCtrl('w')),
        On("Alt+Backspace", "Cut the word before the cursor.", editor => editor.KillWordLeft, new Key(KeyName.Backspace, Alt: true)),
        On("Alt+D", "Cut the word behind the cursor.", editor => editor.KillWordRight, Key.WithAlt('d')),
        On("Ctrl+U", "Cut to the beginning of the line.", editor => editor.KillToStart, Key.WithCtrl('u')),
        new("Ctrl+K", "Cut to the end of the line, where something stands there.",
            model => model.Editor.Cursor == model.Editor.Text.Length ? (Palettes.Open(model), [])
                : Edit(model, model.Editor.KillToEnd), Key.WithCtrl('k')),
        On("Ctrl+Y", "Put back what was cut.", editor => editor.Yank, Key.WithCtrl('y')),
        On("Ctrl+T", "Swap two characters.", editor => editor.Transpose, Key.WithCtrl('t')),
        new("Up, Ctrl+P", "What was entered before.", model => (KeyUpdate.Recall(model, 1), []), new Key(KeyName.Up), Key.WithCtrl('p')),
        new("Down, Ctrl+N", "What was entered after that.", model => (KeyUpdate.Recall(model, -1), []), new Key(KeyName.Down),
            Key.WithCtrl('n')),
    ];

    static Binding[] Client() =>
    [
        new("Ctrl+C", "Clear what is written; twice: leave.", KeyUpdate.Interrupt, Key.WithCtrl('c')),
        new("Ctrl+D", "Delete on; with nothing written: leave.",
            model => model.Editor.Text.Length > 0 ? Edit(model, model.Editor.Delete) : Questions.Leave(model), Key.WithCtrl('d')),
        new("Ctrl+L", "Draw everything anew.", model => (model, [new Redraw()]), Key.WithCtrl('l')),
        new("Ctrl+Z", "Stop the client until the shell wakes it (fg).", model => (model, [new Suspend()]), Key.WithCtrl('z')),
    ];

    static Binding On(string shown, string help, Func<Editor, Editor> edit, params IReadOnlyList<Key> keys) =>
        new(shown, help, model => Edit(model, edit(model.Editor)), keys);

    static (AppModel, IReadOnlyList<Effect>) Edit(AppModel model, Editor editor) => (model with { Editor = editor }, []);
}
