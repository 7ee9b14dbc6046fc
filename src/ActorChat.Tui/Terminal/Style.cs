namespace ActorChat.Tui.Terminal;

/// <summary>How a cell looks. Colours are of the terminal's palette: -1 for its own, 0 to 15 the user's theme, to 255 fixed ones.</summary>
readonly record struct Style(int Foreground = -1, int Background = -1, Looks Looks = Looks.None)
{
    /// <summary>The terminal's own colours.</summary>
    public static Style Plain { get; } = new(-1, -1);

    public Style Bold => this with { Looks = Looks | Looks.Bold };

    public Style Dim => this with { Looks = Looks | Looks.Dim };

    public Style Reverse => this with { Looks = Looks | Looks.Reverse };

    /// <summary>In this colour.</summary>
    public Style In(int colour) => this with { Foreground = colour };

    /// <summary>On this colour.</summary>
    public Style On(int colour) => this with { Background = colour };
}

/// <summary>Looks that need no colour.</summary>
[Flags]
enum Looks { None = 0, Bold = 1, Dim = 2, Underline = 4, Reverse = 8 }
