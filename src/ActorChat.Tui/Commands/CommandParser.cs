namespace ActorChat.Tui.Commands;

/// <summary>What a line means. Pure; never throws, whatever the line holds.</summary>
static class CommandParser
{
    /// <summary>
    /// Reads a line. Without a slash it is text for the room in view; <c>//</c> begins a text with a slash. Arguments are
    /// separated by one space; the last of some commands keeps its spaces and line feeds.
    /// </summary>
    public static Input Parse(string line)
    {
        if (string.IsNullOrWhiteSpace(line)) return new Nothing();
        if (!line.StartsWith('/')) return new SayHere(line);
        if (line.StartsWith("//", StringComparison.Ordinal)) return new SayHere(line[1..]);

        var (name, tail) = Cut(line[1..]);
        if (CommandTable.Find(name) is not { } command) return Unknown(name);
        return Split(command, tail) is { } arguments ? Build(command, arguments) : Misused(command);
    }

    static Input Build(CommandSpec command, IReadOnlyList<string> arguments) =>
        arguments.Count < command.Arguments.Count(argument => argument.Required) ? Misused(command) : command.Build(arguments);

    // Null when there are too many arguments, or an empty one.
    static List<string>? Split(CommandSpec command, string? tail)
    {
        var given = new List<string>();
        if (tail is null || (tail.Length == 0 && !command.Arguments.Any(argument => argument.Required))) return given;
        foreach (var argument in command.Arguments)
        {
            if (tail is null) return given;
            (var value, tail) = argument.TakesRest ? (tail, null) : Cut(tail);
            if (string.IsNullOrWhiteSpace(value)) return tail is null && !argument.Required ? given : null;
            given.Add(value);
        }
        return string.IsNullOrEmpty(tail) ? given : null;
    }

    static (string Head, string? Tail) Cut(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (text, null) : (text[..space], text[(space + 1)..]);
    }

    static Wrong Misused(CommandSpec command) => new($"/{command.Name} was typed wrongly.", command.Usage);

    static Wrong Unknown(string name)
    {
        var nearest = Nearest.Of(name, CommandTable.All.Select(command => command.Name));
        return nearest is null
            ? new($"There is no command /{name}.", "/help lists all commands; // begins a text with a slash.")
            : new($"There is no command /{name}; did you mean /{nearest}?", CommandTable.Find(nearest)!.Usage);
    }
}
