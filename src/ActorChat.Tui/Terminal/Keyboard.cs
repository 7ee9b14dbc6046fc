using System.Text;
using Terminal.Gui.Drivers;
using GuiKey = Terminal.Gui.Input.Key;

namespace ActorChat.Tui.Terminal;

/// <summary>Terminal.Gui's keys as those of this program.</summary>
static class Keyboard
{
    /// <summary>The key; null when it is none that this program knows, or only a modifier.</summary>
    public static Key? Read(GuiKey given)
    {
        if (given.IsModifierOnly) return null;
        bool alt = given.IsAlt, ctrl = given.IsCtrl;
        var plain = given.NoAlt.NoCtrl;
        var name = plain.NoShift.KeyCode switch
        {
            KeyCode.Enter => ctrl || given.IsShift ? KeyName.NewLine : KeyName.Enter,
            KeyCode.Tab => given.IsShift ? KeyName.BackTab : KeyName.Tab,
            KeyCode.Backspace => KeyName.Backspace,
            KeyCode.Delete => KeyName.Delete,
            KeyCode.Esc => KeyName.Escape,
            KeyCode.CursorLeft => KeyName.Left,
            KeyCode.CursorRight => KeyName.Right,
            KeyCode.CursorUp => KeyName.Up,
            KeyCode.CursorDown => KeyName.Down,
            KeyCode.Home => KeyName.Home,
            KeyCode.End => KeyName.End,
            KeyCode.PageUp => KeyName.PageUp,
            KeyCode.PageDown => KeyName.PageDown,
            KeyCode.F1 => KeyName.F1,
            _ => KeyName.Text,
        };
        if (name == KeyName.NewLine) return new Key(name);
        if (name != KeyName.Text) return new Key(name, "", alt, ctrl);
        var text = plain.AsRune;
        if (Rune.IsControl(text) || text.Value == 0) return null;
        return new Key(KeyName.Text, ctrl ? Rune.ToLowerInvariant(text).ToString() : text.ToString(), alt, ctrl);
    }
}
