using System.Drawing;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>Where everything stands on a screen of this size.</summary>
/// <param name="Left">Columns of the list of rooms, with its border; 0: hidden.</param>
/// <param name="Right">Columns of the list of members, with its border; 0: hidden.</param>
/// <param name="Middle">Columns of the messages.</param>
/// <param name="Body">Rows between title and notice.</param>
/// <param name="Notice">Rows of the notice, at least one.</param>
/// <param name="Input">Rows of the input bar.</param>
sealed record Layout(int Left, int Middle, int Right, int Body, int Notice, int Input)
{
    /// <summary>The smallest screen that can be used.</summary>
    public const int MinWidth = 40, MinHeight = 10;

    // The list of rooms goes first, then the members: one can do without them.
    const int LeftFrom = 60, RightFrom = 76, MediumFrom = 110, WideFrom = 160, MaxInput = 5, MaxNotice = 4;

    /// <summary>The input bar's prompt.</summary>
    public const string Prompt = "> ";

    public static Layout Of(AppModel model)
    {
        var (width, height) = model.Size;
        var left = width < LeftFrom ? 0 : width < MediumFrom ? 17 : width < WideFrom ? 21 : 27;
        var right = width < RightFrom || model.View == AppModel.Home ? 0 : width < MediumFrom ? 17 : width < WideFrom ? 21 : 27;
        var input = Math.Clamp(InputBar.Rows(model, width).Count, 1, Math.Min(MaxInput, Math.Max(1, height / 4)));
        var notice = Math.Clamp(NoticeRows(model).Count, 1, Math.Min(MaxNotice, Math.Max(1, height / 4)));
        return new Layout(left, Math.Max(2, width - left - right), right, Math.Max(1, height - input - notice - 2), notice, input);
    }

    /// <summary>Where the parts of the window stand; those that are not shown are left out.</summary>
    public static IReadOnlyDictionary<PartName, Rectangle> Places(AppModel model)
    {
        var (width, height) = model.Size;
        if (width < MinWidth || height < MinHeight)
        {
            return new Dictionary<PartName, Rectangle> { [PartName.Small] = new(0, 0, width, height) };
        }
        var layout = Of(model);
        return new Dictionary<PartName, Rectangle>
        {
            [PartName.Palette] = PaletteView.Place(model, layout),
            [PartName.Title] = new(0, 0, width, 1),
            [PartName.Rooms] = new(0, 1, layout.Left, layout.Body),
            [PartName.Messages] = new(layout.Left, 1, layout.Middle, layout.Body),
            [PartName.Members] = new(width - layout.Right, 1, layout.Right, layout.Body),
            [PartName.Hint] = new(0, 1 + layout.Body, width, layout.Notice),
            [PartName.Status] = new(0, 1 + layout.Body + layout.Notice, width, 1),
            [PartName.Input] = new(0, height - layout.Input, width, layout.Input),
        };
    }

    /// <summary>The notice, wrapped: an error is worth reading to its end.</summary>
    public static IReadOnlyList<string> NoticeRows(AppModel model) =>
        model.Notice is { } notice && model.Completion is null ? Wrapping.Lines(notice.Text, model.Size.Width, model.Size.Width) : [];
}

/// <summary>The text of the input bar as rows, with the cursor's place; passwords as dots.</summary>
sealed record InputRows(IReadOnlyList<string> Rows, int CursorRow, int CursorColumn)
{
    public static InputRows Of(AppModel model, int width)
    {
        var editor = model.Editor;
        var secret = Secrets.Start(editor.Text);
        var room = Math.Max(2, width - CellWidth.Of(Layout.Prompt) - 1);
        var rows = new List<string> { "" };
        int column = 0, cursorRow = 0, cursorColumn = 0;
        foreach (var grapheme in CellWidth.Graphemes(editor.Text))
        {
            var shown = grapheme.Text == "\t" ? " " : grapheme.Start >= secret ? "•" : grapheme.Text;
            var cells = grapheme.Text == "\n" ? 0 : CellWidth.Of(shown);
            if (column + cells > room) (column, _) = NewRow(rows);
            if (grapheme.Start == editor.Cursor) (cursorRow, cursorColumn) = (rows.Count - 1, column);
            if (grapheme.Text == "\n") (column, _) = NewRow(rows);
            else rows[^1] += shown;
            column += cells;
        }
        if (editor.Cursor == editor.Text.Length) (cursorRow, cursorColumn) = (rows.Count - 1, column);
        return new InputRows(rows, cursorRow, cursorColumn);
    }

    static (int Column, int Row) NewRow(List<string> rows)
    {
        rows.Add("");
        return (0, rows.Count - 1);
    }
}
