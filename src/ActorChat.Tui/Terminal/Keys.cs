using System.Globalization;

namespace ActorChat.Tui.Terminal;

/// <summary>
/// Keys in the one spelling that is handed on: characters as they are, the rest as CSI sequences, modifiers as xterm counts them.
/// </summary>
static class Keys
{
    // One more than the bits: 1 Shift, 2 Alt, 4 Ctrl.
    const int WithAlt = 3, WithCtrl = 5;

    /// <summary>A character without anything before it.</summary>
    public static string Plain(char key) => key switch
    {
        '\r' or '\t' => key.ToString(),
        '\n' => Coded('\r', WithCtrl),
        '\b' or '\u007f' => Coded(0x7f, 1),
        '\u001f' => Coded('_', WithCtrl),
        >= '\u0001' and <= '\u001a' => key.ToString(),
        < ' ' or (>= '\u0080' and < '\u00a0') => "",
        _ => key.ToString(),
    };

    /// <summary>A character with Alt.</summary>
    public static string Alt(char key) => key switch
    {
        '\r' or '\n' => Coded('\r', WithAlt),
        '\b' or '\u007f' => Coded(0x7f, WithAlt),
        < ' ' or (>= '\u0080' and < '\u00a0') => "",
        _ => Coded(char.ToLowerInvariant(key), char.IsUpper(key) ? WithAlt + 1 : WithAlt),
    };

    /// <summary>Escape alone, or twice.</summary>
    public static string Escape(bool twice) => twice ? Coded(27, 1) + Coded(27, 1) : Coded(27, 1);

    /// <summary>What stands between <c>ESC [</c> and its end; empty when it is neither a key nor a mouse report.</summary>
    public static string Csi(string parameters, char end, bool alt)
    {
        if (end is 'M' or 'm') return IsMouse(parameters) ? $"\e[{parameters}{end}" : "";
        if (Numbers(parameters) is not { } numbers) return "";
        var modifiers = Modifiers(numbers.Length > 1 ? numbers[1] : 1, alt);
        return end switch
        {
            'A' or 'B' or 'C' or 'D' or 'H' or 'F' => Lettered(end, modifiers),
            'P' or 'Q' or 'S' when numbers.Length != 1 => Numbered(11 + end - 'P', modifiers),
            'Z' => "\e[Z",
            'u' when numbers.Length is 1 or 2 => Code(numbers[0], modifiers),
            '~' when numbers.Length == 3 && numbers[0] == 27 => Code(numbers[2], modifiers),
            '~' when numbers.Length is 1 or 2 => Tilde(numbers[0], modifiers),
            _ => "",
        };
    }

    /// <summary>What stands after <c>ESC O</c>: keys of the application mode and of the number pad.</summary>
    public static string Ss3(char key, bool alt) => key switch
    {
        'A' or 'B' or 'C' or 'D' or 'H' or 'F' => Lettered(key, Modifiers(1, alt)),
        'M' => "\r",
        >= 'P' and <= 'S' => Numbered(11 + key - 'P', 1),
        >= 'p' and <= 'y' => ((char)(key - 'p' + '0')).ToString(),
        'k' => "+",
        'm' => "-",
        'j' => "*",
        'o' => "/",
        'n' => ".",
        _ => "",
    };

    /// <summary>The Linux console's F1 to F5.</summary>
    public static string LinuxF(char key) => key is >= 'A' and <= 'E' ? Numbered(11 + key - 'A', 1) : "";

    static string Tilde(int number, int modifiers) => number switch
    {
        1 or 7 => Lettered('H', modifiers),
        4 or 8 => Lettered('F', modifiers),
        2 or 3 or 5 or 6 or (>= 11 and <= 15) or (>= 17 and <= 21) or 23 or 24 => Numbered(number, modifiers),
        _ => "",
    };

    static string Code(int code, int modifiers) => code switch
    {
        9 or 13 or 27 or 127 => Coded(code, modifiers),
        // A character is itself: by its code the parser would take it for the first of two reports of one key, and drop the next of its
        // like.
        (>= 32 and < 127) or (>= 0xa0 and < 0xd800) when modifiers <= 2 =>
            (modifiers == 2 ? char.ToUpperInvariant((char)code) : (char)code).ToString(),
        (>= 32 and < 127) or (>= 0xa0 and < 0xd800) => Coded(code, modifiers),
        _ => "",
    };

    static string Coded(int code, int modifiers) => string.Create(CultureInfo.InvariantCulture, $"\e[{code};{modifiers}u");

    static string Lettered(char letter, int modifiers) =>
        modifiers == 1 ? $"\e[{letter}" : string.Create(CultureInfo.InvariantCulture, $"\e[1;{modifiers}{letter}");

    static string Numbered(int number, int modifiers) =>
        modifiers == 1 ? string.Create(CultureInfo.InvariantCulture, $"\e[{number}~")
            : string.Create(CultureInfo.InvariantCulture, $"\e[{number};{modifiers}~");

    // Terminals know more modifiers than the three that are used here.
    static int Modifiers(int given, bool alt) => ((Math.Clamp(given, 1, 256) - 1) & 7 | (alt ? 2 : 0)) + 1;

    // Null: something else than small numbers, such as the release of a key, or what only looks like a key.
    static int[]? Numbers(string parameters)
    {
        if (parameters.Length == 0) return [];
        var parts = parameters.Split(';');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length == 0) numbers[i] = 1;
            else if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] > 0x10ffff)
            {
                return null;
            }
        }
        return numbers;
    }

    // <button;column;row in the way that is asked for; all others would be mistaken for keys.
    static bool IsMouse(string parameters) =>
        parameters.StartsWith('<') && parameters.Split(';') is { Length: 3 } parts && IsSmall(parts[0][1..]) && IsSmall(parts[1])
            && IsSmall(parts[2]);

    static bool IsSmall(string number) => number.Length is >= 1 and <= 5 && number.All(char.IsAsciiDigit);
}
