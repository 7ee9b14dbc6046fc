namespace ActorChat.Tui.Screen;

/// <summary>The keys, and the signs on the screen, in words.</summary>
static class KeyText
{
    // Longer than the longest name of keys.
    const int NameCells = 22;

    /// <summary>What stands on the screen, and what it means.</summary>
    public static IReadOnlyList<(string Sign, string Meaning)> Signs { get; } =
    [
        ("0 … 9", "before a room: Alt and this digit brings it into view"),
        ("›", "before a room: another client of yours looks at it"),
        ("3", "after a room: so many messages are not read"),
        ("@1 3", "after a room: one of them calls you by name, or answers you"),
        ("+ attic", "among the rooms: you were added to it; /join_room enters it"),
        ("… lab", "among the rooms: you asked to come in, and wait for its admins"),
        ("●", "online"),
        ("◦", "online, but away"),
        ("○", "offline"),
        ("@bob", "among the members: an admin of the room"),
        ("#42", "the number of a message: /comment 42, /react 42, lab#42 from elsewhere"),
        ("…", "before a line: on its way, not yet in the room"),
        ("✗", "before a line: not sent; the reason stands there, Esc clears it"),
        ("✓", "after your line in a dialogue: it has reached the other one"),
        ("└", "below a message: its comments and reactions"),
        ("*", "something happened in the room"),
        ("──── new ────", "what comes after it you have not read"),
        ("messages missing", "there is a gap: PageUp loads what is missing"),
        ("↑ ↓", "a file that goes up or comes down"),
    ];

    /// <summary>The keys by sections, for the panel.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        .. KeyTable.Sections.SelectMany(section => (string[])
            [section.Title, .. section.Bindings.Where(one => one.Shown.Length > 0)
                .Select(one => $"  {one.Shown.PadRight(NameCells)}{one.Help}"), ""]),
        "With the mouse", .. Mouse.Select(line => "  " + line),
    ];

    /// <summary>The signs, for the panel.</summary>
    public static IReadOnlyList<string> SignLines { get; } = [.. Signs.Select(one => $"{one.Sign.PadRight(NameCells - 4)}{one.Meaning}")];

    static string[] Mouse =>
    [
        "The wheel scrolls what is under it. A click on a room brings it into view; on a member it begins a dialogue, or a mention where",
        "something is written; on a message it selects that one. Shift leaves marking to the terminal; /settings mouse off all of it.",
    ];

    /// <summary>docs/keys.md.</summary>
    public static string Markdown
    {
        get
        {
            var text = new System.Text.StringBuilder("# Keys, mouse and signs of the client\n\nMade from the table that the client itself "
                + "uses; `/help keys` and `/help signs` show it there.\n");
            foreach (var section in KeyTable.Sections)
            {
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n| keys | what they do |\n|---|---|\n");
                foreach (var one in section.Bindings.Where(one => one.Shown.Length > 0))
                {
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {one.Shown} | {one.Help} |\n");
                }
            }
            text.Append("\n## The mouse\n\n").AppendJoin('\n', Mouse).Append("\n\n## Signs\n\n| sign | meaning |\n|---|---|\n");
            foreach (var (sign, meaning) in Signs)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{sign}` | {meaning} |\n");
            }
            return text.ToString();
        }
    }
}
