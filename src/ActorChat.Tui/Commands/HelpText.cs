namespace ActorChat.Tui.Commands;

/// <summary>What <c>/help</c> says.</summary>
static class HelpText
{
    /// <summary>The list of all commands, or the line and an example of one; null when there is no such command.</summary>
    public static IReadOnlyList<string>? For(string? command)
    {
        if (command is null)
        {
            return [.. CommandTable.All.SelectMany(Lines), "",
                "Text without a slash goes to the room in view; // begins a text with a slash."];
        }
        return CommandTable.Find(command.TrimStart('/')) is { } spec ? [.. Lines(spec), $"    Example: {spec.Example}"] : null;
    }

    /// <summary>Whether only operators can do anything with it.</summary>
    public static bool IsForOperators(CommandSpec command) => command.Help.Contains("operators only", StringComparison.Ordinal);

    /// <summary>The commands by what they are about, for a screen; those of operators for operators only.</summary>
    public static IReadOnlyList<string> Sections(bool isOperator) =>
    [
        "Ctrl+K finds any command, room, person or key by a few letters.",
        "/help keys: the keys and the mouse. /help signs: the signs on the screen. /help send: one command.",
        "Text without a slash goes to the room in view; // begins a text with a slash.",
        .. CommandTable.Sections.SelectMany(
            section => Section(section.Title, section.Commands.Where(command => isOperator || !IsForOperators(command)))),
    ];

    static IEnumerable<string> Section(string title, IEnumerable<CommandSpec> commands) => commands.ToList() is { Count: > 0 } some
        ? ["", title.ToUpperInvariant(), .. some.SelectMany(Lines)]
        : [];

    static IEnumerable<string> Lines(CommandSpec spec) => [spec.Usage, $"    {spec.Help}"];
}
