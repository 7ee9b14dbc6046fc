using ActorChat.Tui.Commands;

namespace ActorChat.Tui.Screen;

/// <summary>Passwords in the input bar.</summary>
static class Secrets
{
    /// <summary>Whether a line is a command that takes a password.</summary>
    public static bool In(string line) => Command(line) is not null;

    /// <summary>Where the password begins, or the length of the text when it does not stand there yet.</summary>
    public static int Start(string line)
    {
        if (Command(line) is not { } found) return line.Length;
        var at = line.IndexOf(' ', found.From);
        foreach (var argument in found.Command.Arguments)
        {
            if (at < 0 || argument.Kind == ArgumentKind.Password) break;
            at = line.IndexOf(' ', at + 1);
        }
        return at < 0 ? line.Length : at + 1;
    }

    // Blanks before a command are no text, and one whose slash was forgotten is meant as a command: neither shows a password.
    static (CommandSpec Command, int From)? Command(string line)
    {
        var from = line.Length - CommandParser.WithoutBlanks(line).Length;
        var hasSlash = from < line.Length && line[from] == '/';
        if (hasSlash) from++;
        var space = line.IndexOf(' ', from);
        if (space < 0 && !hasSlash) return null;
        return CommandTable.Find(line[from..(space < 0 ? line.Length : space)]) is { HoldsSecret: true } command ? (command, from) : null;
    }
}
