namespace ActorChat.Tui.Terminal;

/// <summary>Keys by name; <see cref="Text"/> is a character that was typed, <see cref="Paste"/> a text that was pasted.</summary>
enum KeyName
{
    Text, Paste, Enter, NewLine, Tab, BackTab, Backspace, Delete, Escape,
    Left, Right, Up, Down, Home, End, PageUp, PageDown, F1, Unknown,
}

/// <summary>One key press.</summary>
/// <param name="Name">Which.</param>
/// <param name="Text">The character (for Ctrl a small letter), or the pasted text.</param>
/// <param name="Alt">With Alt, or Escape before it.</param>
/// <param name="Ctrl">With Ctrl.</param>
readonly record struct Key(KeyName Name, string Text = "", bool Alt = false, bool Ctrl = false)
{
    /// <summary>Ctrl and a letter.</summary>
    public static Key WithCtrl(char letter) => new(KeyName.Text, letter.ToString(), Ctrl: true);

    /// <summary>Alt and a character.</summary>
    public static Key WithAlt(char letter) => new(KeyName.Text, letter.ToString(), Alt: true);

    /// <summary>A character.</summary>
    public static Key Typed(string text) => new(KeyName.Text, text);

    /// <summary>A text that was pasted.</summary>
    public static Key Pasted(string text) => new(KeyName.Paste, text.ReplaceLineEndings("\n"));
}
