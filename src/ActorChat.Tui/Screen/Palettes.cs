using ActorChat.Tui.Commands;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>The palette: what is looked for, and which of what was found is chosen.</summary>
sealed record Palette(Editor Query, int Index = 0);

/// <summary>Something that the palette finds.</summary>
/// <param name="Name">What is shown first and looked in first.</param>
/// <param name="Help">What is shown after it.</param>
/// <param name="Act">What Enter does.</param>
sealed record Found(string Name, string Help, Act Act);

/// <summary>Any command, room, person or key by a few letters.</summary>
static class Palettes
{
    // More rows than these nobody reads; letters narrow them.
    const int MaxFound = 200;

    public static AppModel Open(AppModel model) => model with { Palette = new Palette(new Editor()), Completion = null };

    /// <summary>A key while the palette is open.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Press(AppModel model, Palette palette, Key key) => key switch
    {
        { Name: KeyName.Escape or KeyName.F1 } or { Ctrl: true, Text: "k" or "c" or "g" } => (model with { Palette = null }, []),
        { Name: KeyName.Enter } => Choose(model, palette, palette.Index),
        { Name: KeyName.Up or KeyName.BackTab } or { Ctrl: true, Text: "p" } => (Move(model, palette, -1), []),
        { Name: KeyName.Down or KeyName.Tab } or { Ctrl: true, Text: "n" } => (Move(model, palette, 1), []),
        { Name: KeyName.PageUp } => (Move(model, palette, -8), []),
        { Name: KeyName.PageDown } => (Move(model, palette, 8), []),
        { Name: KeyName.Backspace } => (model with { Palette = new Palette(palette.Query.Backspace) }, []),
        { Ctrl: true, Text: "u" } => (model with { Palette = new Palette(new Editor()) }, []),
        { Name: KeyName.Text, Ctrl: false, Alt: false } => (model with { Palette = new Palette(palette.Query.Insert(key.Text)) }, []),
        { Name: KeyName.Paste } => (model with { Palette = new Palette(palette.Query.Insert(Messages.Texts.CleanLine(key.Text))) }, []),
        _ => (model, []),
    };

    /// <summary>Takes the one at this place of the list.</summary>
    public static (AppModel, IReadOnlyList<Effect>) Choose(AppModel model, Palette palette, int index) =>
        Of(model, palette.Query.Text) is var found && index >= 0 && index < found.Count
            ? found[index].Act(model with { Palette = null })
            : (model, []);

    /// <summary>What has these letters in this order, the closest first.</summary>
    public static IReadOnlyList<Found> Of(AppModel model, string letters) =>
        [.. All(model).Select(one => (one, rank: Rank(one, letters))).Where(one => one.rank < int.MaxValue).OrderBy(one => one.rank)
            .Select(one => one.one).Take(MaxFound)];

    static AppModel Move(AppModel model, Palette palette, int step) =>
        model with { Palette = palette with { Index = Math.Clamp(
            palette.Index + step, 0, Math.Max(0, Of(model, palette.Query.Text).Count - 1)) } };

    static IEnumerable<Found> All(AppModel model) =>
    [
        .. Rooms(model),
        .. CommandTable.All.Where(command => model.Chat.Operator || !HelpText.IsForOperators(command))
            .Select(command => new Found(command.Usage, command.Help,
                after => (after with { Editor = after.Editor.With($"/{command.Name}{(command.Arguments.Count > 0 ? " " : "")}") }, []))),
        .. People(model),
        .. KeyTable.Sections.SelectMany(section => section.Bindings).Where(binding => binding.Shown.Length > 0)
            .Select(binding => new Found(binding.Shown, binding.Help, binding.Act)),
    ];

    static IEnumerable<Found> Rooms(AppModel model) => model.Chat.Order.Select(key => model.Chat.Feeds[key])
        .Select(feed => new Found((feed.IsDialogue ? "@" : "") + feed.Title, feed.IsDialogue ? "the dialogue" : "the room",
            after => Switching.Named(after, feed.Title)));

    // Those of the room in view first.
    static IEnumerable<Found> People(AppModel model) => model.Chat.Feeds.Values.OrderBy(feed => feed != model.InView)
        .SelectMany(feed => feed.Online.Values.Concat(feed.Members.Values))
        .Concat(model.KnownUsers).DistinctBy(Messages.Names.Fold)
        .Where(name => (model.Chat.Me is not { } me || !Messages.Names.Same(me, name))
            && !model.Chat.Feeds.Values.Any(other => other.IsDialogue && Messages.Names.Same(other.Title, name)))
        .Select(name => new Found(
            "@" + name, "open the dialogue", after => (after with { Editor = after.Editor.With($"/open_dialogue {name}") }, [])));

    // Small is close: the name begins with the letters, has them in one piece, in this order, or the help has them in one piece.
    static int Rank(Found one, string letters)
    {
        if (letters.Length == 0) return 0;
        var name = one.Name.TrimStart('/', '@');
        if (name.StartsWith(letters.TrimStart('/', '@'), StringComparison.OrdinalIgnoreCase)) return 0;
        if (one.Name.Contains(letters, StringComparison.OrdinalIgnoreCase)) return 1;
        if (one.Help.Contains(letters, StringComparison.OrdinalIgnoreCase)) return 2;
        var at = 0;
        foreach (var letter in one.Name)
        {
            if (at < letters.Length && char.ToLowerInvariant(letter) == char.ToLowerInvariant(letters[at])) at++;
        }
        return at == letters.Length ? 3 : int.MaxValue;
    }
}
