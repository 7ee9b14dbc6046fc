using System.Globalization;
using System.Text;

namespace ActorChat.Tui.Terminal;

/// <summary>What terminals send for keys: xterm's sequences, and the older ones of the Linux console and rxvt.</summary>
static class KeySequences
{
    // No terminal sends a longer one; what is longer is not a key.
    const int MaxSequence = 32;

    /// <summary>
    /// The first key of a text and how many characters it takes; 0 when more must come first. A begun paste is
    /// <see cref="KeyName.Paste"/>; what is no key is <see cref="KeyName.Unknown"/>.
    /// </summary>
    public static (Key Key, int Length) Read(string text, bool final)
    {
        var first = text[0];
        if (first != '\e') return first < ' ' || first == '\u007f' ? (Control(first), 1) : Character(text, final);
        if (text.Length == 1) return final ? (new Key(KeyName.Escape), 1) : (default, 0);
        if (text[1] is '[' or 'O') return Sequence(text, final);
        if (text[1] == '\e')
        {
            if (text.Length > 2 && text[2] is '[' or 'O')
            {
                var (key, length) = Sequence(text[1..], final);
                return length == 0 ? (default, 0) : (key with { Alt = true }, length + 1);
            }
            return (new Key(KeyName.Escape), 1);
        }
        var (plain, taken) = Read(text[1..], final);
        return taken == 0 ? (default, 0) : (plain with { Alt = true }, taken + 1);
    }

    static (Key Key, int Length) Character(string text, bool final)
    {
        if (!char.IsHighSurrogate(text[0])) return (Key.Typed(text[..1]), 1);
        if (text.Length == 1) return final ? (new Key(KeyName.Unknown), 1) : (default, 0);
        return char.IsLowSurrogate(text[1]) ? (Key.Typed(text[..2]), 2) : (new Key(KeyName.Unknown), 1);
    }

    static Key Control(char code) => code switch
    {
        '\r' => new Key(KeyName.Enter),
        '\n' => new Key(KeyName.NewLine),
        '\t' => new Key(KeyName.Tab),
        '\b' or '\u007f' => new Key(KeyName.Backspace),
        >= '\u0001' and <= '\u001a' => Key.WithCtrl((char)(code - 1 + 'a')),
        '\u001f' => Key.WithCtrl('_'),
        _ => new Key(KeyName.Unknown),
    };

    // ESC [ parameters final, or ESC O final.
    static (Key Key, int Length) Sequence(string text, bool final)
    {
        var end = 2;
        while (end < text.Length && text[1] == '[' && text[end] is >= '\u0020' and <= '\u003f') end++;
        if (end >= text.Length)
        {
            if (!final && text.Length < MaxSequence) return (default, 0);
            return text.Length == 2 ? (Key.WithAlt(text[1]), 2) : (new Key(KeyName.Unknown), text.Length);
        }
        var parameters = text[2..end].Split(';');
        var modifiers = parameters.Length > 1 && int.TryParse(parameters[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - 1 : 0;
        var name = text[end] == '~' ? Numbered(parameters[0]) : Lettered(text[end]);
        return (new Key(name, "", Alt: (modifiers & 2) != 0, Ctrl: (modifiers & 4) != 0), end + 1);
    }

    static KeyName Lettered(char letter) => letter switch
    {
        'A' => KeyName.Up,
        'B' => KeyName.Down,
        'C' => KeyName.Right,
        'D' => KeyName.Left,
        'H' => KeyName.Home,
        'F' => KeyName.End,
        'Z' => KeyName.BackTab,
        'M' => KeyName.Enter,
        _ => KeyName.Unknown,
    };

    static KeyName Numbered(string number) => number switch
    {
        "1" or "7" => KeyName.Home,
        "3" => KeyName.Delete,
        "4" or "8" => KeyName.End,
        "5" => KeyName.PageUp,
        "6" => KeyName.PageDown,
        "200" => KeyName.Paste,
        _ => KeyName.Unknown,
    };
}
