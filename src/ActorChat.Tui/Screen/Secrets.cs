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
        if (Command(line) is not { } command) return line.Length;
        var at = line.IndexOf(' ', StringComparison.Ordinal);
        foreach (var argument in command.Arguments)
        {
            if (at < 0 || argument.Kind == ArgumentKind.Password) break;
            at = line.IndexOf(' ', at + 1);
        }
        return at < 0 ? line.Length : at + 1;
    }

    static CommandSpec? Command(string line)
    {
        if (!line.StartsWith('/')) return null;
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return CommandTable.Find(line[1..(space < 0 ? line.Length : space)]) is { HoldsSecret: true } command ? command : null;
    }
}
