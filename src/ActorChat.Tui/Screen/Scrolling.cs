using ActorChat.Tui.Model;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>PageUp and PageDown, in the panel if one is open, else in the messages.</summary>
static class Scrolling
{
    /// <summary>A page up (-1) or down (1).</summary>
    public static (AppModel, IReadOnlyList<Effect>) Page(AppModel model, int direction) =>
        By(model, direction, Math.Max(1, Layout.Of(model).Body - 2));

    /// <summary>So many rows up (-1) or down (1).</summary>
    public static (AppModel, IReadOnlyList<Effect>) By(AppModel model, int direction, int page)
    {
        var layout = Layout.Of(model);
        if (model.Panel is { } panel)
        {
            var rows = PanelRows(panel, layout.Middle).Count;
            var top = Math.Clamp(panel.Scroll, 0, Math.Max(0, rows - (layout.Body - 1)));
            return (model with { Panel = panel with { Scroll = Math.Clamp(
                top + (direction * page), 0, Math.Max(0, rows - (layout.Body - 1))) } }, []);
        }
        return direction < 0 ? Up(model, layout, page) : (Down(model, layout, page), []);
    }

    /// <summary>The first message that was new when the user came, at the top of the screen.</summary>
    public static (AppModel, IReadOnlyList<Effect>) FirstNew(AppModel model)
    {
        var first = model.PaneInView.NewAfter is { } read
            ? model.TimelineInView?.Lines.OfType<MessageLine>().FirstOrDefault(line => line.Ordinal > read)
            : null;
        if (first is null)
        {
            return (model with { Notice = new ShortNotice(
                "Nothing was new here: Alt+A goes to a room where something is.", false, model.Now) }, []);
        }
        var layout = Layout.Of(model);
        // What stands before it (the mark, a new day) belongs to it.
        var rows = MessageRows.Forward(model, layout.Middle, new RowPlace(first.Seq, -1), layout.Body + 1);
        return (model.WithPane(
            model.PaneInView with { Bottom = rows.Count <= layout.Body ? null : rows[layout.Body - 1].Place }) with { Panel = null }, []);
    }

    /// <summary>The panel's lines, wrapped.</summary>
    public static IReadOnlyList<string> PanelRows(Panel panel, int width) =>
        [.. panel.Lines.SelectMany(line => Indented(line, width - 2))];

    // What is wrapped stays under its beginning; in a table, whose columns are two spaces apart, under its column.
    static IEnumerable<string> Indented(string line, int width)
    {
        var begin = line.Length - line.TrimStart(' ').Length;
        var gap = line.IndexOf("  ", begin, StringComparison.Ordinal);
        var column = gap < 0 ? begin : line.Length - line[gap..].TrimStart(' ').Length;
        if (CellWidth.Of(line[..column]) > width / 2) column = begin;
        var indent = CellWidth.Of(line[..column]);
        return Wrapping.Lines(line[column..], width - indent, width - indent)
            .Select((part, i) => (i == 0 ? line[..column] : new string(' ', indent)) + part);
    }

    static (AppModel, IReadOnlyList<Effect>) Up(AppModel model, Layout layout, int page)
    {
        var pane = model.PaneInView;
        var rows = MessageRows.Back(model, layout.Middle, pane.Bottom, layout.Body + page);
        // The screen never shows less than it could: the highest page is a full one.
        var bottom = Math.Max(Math.Min(layout.Body, rows.Count) - 1, rows.Count - 1 - page);
        var places = rows.Take(bottom + 1).Where(row => row.Place.Seq > 0).ToList();
        if (places.Count == 0) return Loading.Above(model, 0, exhausted: true);
        var up = bottom >= rows.Count - 1 ? model : model.WithPane(pane with { Bottom = places[^1].Place });
        var exhausted = rows[0].Place.Row < 0;
        return Loading.Above(up, places[Math.Max(0, places.Count - layout.Body)].Place.Seq, exhausted);
    }

    static AppModel Down(AppModel model, Layout layout, int page)
    {
        if (model.PaneInView.Bottom is not { } bottom) return model;
        var rows = MessageRows.Forward(model, layout.Middle, bottom, page + 1);
        return model.WithPane(model.PaneInView with { Bottom = rows.Count <= page ? null : rows[page - 1].Place });
    }
}
