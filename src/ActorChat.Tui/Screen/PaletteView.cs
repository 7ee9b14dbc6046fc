using System.Drawing;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>The palette over the messages: what is looked for, and below it what was found.</summary>
static class PaletteView
{
    const int MaxWidth = 76, MaxHeight = 18, Margin = 2;

    /// <summary>Where it lies; empty when it is closed.</summary>
    public static Rectangle Place(AppModel model, Layout layout)
    {
        if (model.Palette is null) return Rectangle.Empty;
        var width = Math.Min(MaxWidth, model.Size.Width - (2 * Margin));
        return new Rectangle((model.Size.Width - width) / 2, 1, width, Math.Min(MaxHeight, layout.Body));
    }

    public static void Draw(Canvas frame, AppModel model)
    {
        if (model.Palette is not { } palette) return;
        var found = Palettes.Of(model, palette.Query.Text);
        var rows = frame.Height - 2;
        var top = Top(palette, rows);
        frame.Fill(0, 0, frame.Width, 1, Theme.Bar);
        var used = frame.Put(0, 0, CellWidth.Fit($" Find: {palette.Query.Text}▏", frame.Width), Theme.Bar.Bold);
        var count = $"{found.Count} ";
        if (used + count.Length < frame.Width) frame.Put(frame.Width - count.Length, 0, count, Theme.Bar);
        for (var i = 0; i < rows && top + i < found.Count; i++) Row(frame, found[top + i], 1 + i, top + i == palette.Index);
        if (found.Count == 0) frame.Put(1, 1, "Nothing has these letters.", Theme.Faint);
        frame.Fill(0, frame.Height - 1, frame.Width, 1, Theme.Faint, "─");
        frame.Put(1, frame.Height - 1, CellWidth.Fit(" Up Down choose · Enter takes · Esc closes ", frame.Width - 2), Theme.Faint);
    }

    /// <summary>Which of what was found stands in this row of the view.</summary>
    public static int At(AppModel model, int row, int height) => model.Palette is { } palette ? Top(palette, height - 2) + row - 1 : -1;

    static void Row(Canvas frame, Found one, int y, bool chosen)
    {
        var style = chosen ? Theme.Selected : Theme.Text;
        if (chosen) frame.Fill(0, y, frame.Width, 1, style);
        var used = 1 + frame.Put(1, y, CellWidth.Fit(one.Name, frame.Width - 2), chosen ? style : Theme.Title);
        if (used + 4 < frame.Width) frame.Put(used + 2, y, CellWidth.Fit(one.Help, frame.Width - used - 3), chosen ? style : Theme.Faint);
    }

    static int Top(Palette palette, int rows) => Math.Max(0, palette.Index - rows + 1);
}
