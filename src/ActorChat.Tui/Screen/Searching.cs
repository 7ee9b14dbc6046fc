using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>A search in what was entered before.</summary>
/// <param name="Text">What is looked for.</param>
/// <param name="Skip">How many newer matches are passed over.</param>
/// <param name="Draft">What stood in the input bar.</param>
sealed record HistorySearch(string Text, int Skip, Editor Draft);

/// <summary>
/// Ctrl+R, as shells have it: letters narrow the search, Ctrl+R goes to an older match, any other key takes what was found.
/// </summary>
static class Searching
{
    public static AppModel Open(AppModel model) => model with { Search = new HistorySearch("", 0, model.Editor) };

    /// <summary>The search is over; what was found stays in the input bar.</summary>
    public static AppModel Close(AppModel model) => model with { Search = null };

    /// <summary>The search after a key; null when the key ends it.</summary>
    public static AppModel? Press(AppModel model, HistorySearch search, Key key) => key switch
    {
        { Name: KeyName.Text, Ctrl: false, Alt: false } => Look(model, search with { Text = search.Text + key.Text, Skip = 0 }),
        { Name: KeyName.Text, Ctrl: true, Text: "r" } =>
            Look(model, search with { Skip = Math.Min(search.Skip + 1, Math.Max(0, Matches(model, search.Text).Count - 1)) }),
        { Name: KeyName.Backspace, Alt: false } =>
            Look(model, search with { Text = search.Draft.With(search.Text).Backspace.Text, Skip = 0 }),
        // Given up: what was written before stands there again.
        { Name: KeyName.Escape } or { Ctrl: true, Text: "c" or "g" } => model with { Search = null, Editor = search.Draft },
        _ => null,
    };

    /// <summary>The row above the input bar.</summary>
    public static string Hint(AppModel model, HistorySearch search)
    {
        var found = Matches(model, search.Text).Count;
        return search.Text.Length == 0 ? "Search what was entered: type a few letters; Esc ends it."
            : found == 0 ? $"Search: {search.Text} (nothing)"
                : $"Search: {search.Text} ({search.Skip + 1} of {found}; Ctrl+R an older one, Enter does it)";
    }

    static AppModel Look(AppModel model, HistorySearch search) => Matches(model, search.Text) is { Count: > 0 } found
        ? model with { Search = search, Editor = model.Editor.With(found[search.Skip]) }
        : model with { Search = search };

    static List<string> Matches(AppModel model, string text) => text.Length == 0 ? []
        : [.. model.History.Lines.Reverse().Where(line => line.Contains(text, StringComparison.OrdinalIgnoreCase)).Distinct()];
}
