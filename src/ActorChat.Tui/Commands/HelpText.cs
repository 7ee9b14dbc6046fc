namespace ActorChat.Tui.Commands;

/// <summary>What <c>/help</c> says.</summary>
static class HelpText
{
    /// <summary>The list of all commands, or the line and an example of one; null when there is no such command.</summary>
    public static IReadOnlyList<string>? For(string? command)
    {
        if (command is null) return [.. CommandTable.All.SelectMany(Lines), "", "Text without a slash goes to the room in view; // begins a text with a slash."];
        return CommandTable.Find(command.TrimStart('/')) is { } spec ? [.. Lines(spec), $"    Example: {spec.Example}"] : null;
    }

    static IEnumerable<string> Lines(CommandSpec spec) => [spec.Usage, $"    {spec.Help}"];
}
