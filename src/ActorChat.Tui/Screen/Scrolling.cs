using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>PageUp and PageDown, in the panel if one is open, else in the messages.</summary>
static class Scrolling
{
    /// <summary>A page up (-1) or down (1).</summary>
    public static (AppModel, IReadOnlyList<Effect>) Page(AppModel model, int direction)
    {
        var layout = Layout.Of(model);
        var page = Math.Max(1, layout.Body - 2);
        if (model.Panel is { } panel)
        {
            var rows = PanelRows(panel, layout.Middle).Count;
            var top = Math.Clamp(panel.Scroll, 0, Math.Max(0, rows - (layout.Body - 1)));
            return (model with { Panel = panel with { Scroll = Math.Clamp(top + (direction * page), 0, Math.Max(0, rows - (layout.Body - 1))) } }, []);
        }
        return direction < 0 ? Up(model, layout, page) : (Down(model, layout, page), []);
    }

    /// <summary>The panel's lines, wrapped.</summary>
    public static IReadOnlyList<string> PanelRows(Panel panel, int width) =>
        [.. panel.Lines.SelectMany(line => Indented(line, width - 2))];

    // What is wrapped stays under its beginning.
    static IEnumerable<string> Indented(string line, int width)
    {
        var indent = line[..(line.Length - line.TrimStart(' ').Length)];
        return Wrapping.Lines(line[indent.Length..], width - indent.Length, width - indent.Length).Select(part => indent + part);
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
