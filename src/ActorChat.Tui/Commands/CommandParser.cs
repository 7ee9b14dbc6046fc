using System.Globalization;

namespace ActorChat.Tui.Commands;

/// <summary>What a line means. Pure; never throws, whatever the line holds.</summary>
static class CommandParser
{
    // A byte order mark is what some programs write before any text.
    const char ByteOrderMark = '\ufeff';

    /// <summary>
    /// Reads a line. Without a slash it is text for the room in view; <c>//</c> begins a text with a slash. Blanks before a slash are no
    /// text: a password must not go to a room because of one. Arguments are separated by one space; the last of some commands keeps its
    /// spaces and line feeds.
    /// </summary>
    public static Input Parse(string line)
    {
        var bare = WithoutBlanks(line);
        if (string.IsNullOrWhiteSpace(bare)) return new Nothing();
        if (!bare.StartsWith('/')) return MayBeMeant(bare) is { } command ? Doubt(command) : new SayHere(line.TrimStart(ByteOrderMark));
        return bare.StartsWith("//", StringComparison.Ordinal) ? new SayHere(bare[1..]) : Read(bare[1..]);
    }

    /// <summary>The line without the blanks before it, of whatever script, and without what can't be seen there.</summary>
    public static string WithoutBlanks(string line)
    {
        var start = 0;
        while (start < line.Length
            && (char.IsWhiteSpace(line[start]) || line[start] == ByteOrderMark
            || char.GetUnicodeCategory(line[start]) == UnicodeCategory.Format))
        {
            start++;
        }
        return line[start..];
    }

    static Input Read(string text)
    {
        var (name, tail) = Cut(text);
        if (CommandTable.Find(name) is not { } command) return Unknown(name);
        return Split(command, tail) is { } arguments ? Build(command, arguments) : Misused(command);
    }

    // A text that begins with a command's name, and would be that command if there were a slash. One that holds a password is never sent
    // by mistake.
    static CommandSpec? MayBeMeant(string text)
    {
        var (name, tail) = Cut(text);
        if (CommandTable.Find(name) is not { } command || (name != command.Name && !command.HoldsSecret)) return null;
        return command.HoldsSecret && tail is not null || (Split(command, tail) is { } arguments && Build(command, arguments) is not Wrong)
            ? command : null;
    }

    static Doubtful Doubt(CommandSpec command) => new(
        $"This may be the command /{command.Name} without its slash, so nothing was sent.",
            $"{command.Usage}, or /say <message> to send it as a text.");

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
