using ActorChat.Messages;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui.Screen;

/// <summary>Colours and looks. Every meaning that a colour has, a sign or a word has too.</summary>
static class Theme
{
    public static readonly Style Text = Style.Plain;
    public static readonly Style Faint = Style.Plain.Dim;
    public static readonly Style Bar = Style.Plain.Reverse;
    public static readonly Style Title = Style.Plain.Bold;
    public static readonly Style Error = Style.Plain.In(1).Bold;
    public static readonly Style Notice = Style.Plain.In(6);
    public static readonly Style New = Style.Plain.In(1);
    public static readonly Style Unread = Style.Plain.In(3).Bold;
    public static readonly Style Call = Style.Plain.In(3).Bold;
    public static readonly Style Online = Style.Plain.In(2);
    public static readonly Style Selected = Style.Plain.Reverse;

    // Readable on dark and on light: of the 256, none near black or white.
    static readonly int[] Nicks = [32, 35, 37, 64, 68, 71, 97, 99, 125, 130, 133, 136, 161, 166, 167, 172];

    /// <summary>The same name has the same colour on every screen.</summary>
    public static Style Nick(string name)
    {
        var hash = 2166136261U;
        foreach (var letter in Names.Fold(name)) hash = (hash ^ letter) * 16777619U;
        return Style.Plain.In(Nicks[(hash ^ (hash >> 15)) % (uint)Nicks.Length]);
    }
}
