using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>Some text in one style.</summary>
readonly record struct Span(string Text, Style Style);

/// <summary>One row of the messages.</summary>
/// <param name="Place">Which row of which line; a place of number 0 is below all lines.</param>
sealed record Row(RowPlace Place, params IReadOnlyList<Span> Spans);

/// <summary>
/// Lines as rows of a width: a line's block is what stands before it (a gap, a new day, the mark of what is new) and the
/// line itself, wrapped. Blocks are made from the bottom up and only as many as are needed, so that a long history costs nothing.
/// </summary>
static class MessageRows
{
    /// <summary>At least so many rows, if there are so many, ending with this one (null: the last); oldest first.</summary>
    public static IReadOnlyList<Row> Back(AppModel model, int width, RowPlace? bottom, int count)
    {
        var lines = Lines(model);
        var rows = new List<Row>();
        if (bottom is null) rows.AddRange(Enumerable.Reverse(Below(model, lines, width)));
        var from = bottom is { } place ? lines.FindLastIndex(line => line.Seq <= place.Seq) : lines.Count - 1;
        for (var i = from; i >= 0 && rows.Count < count; i--)
        {
            var block = Block(model, lines, i, width);
            var last = bottom is { } at && lines[i].Seq == at.Seq ? at.Row : int.MaxValue;
            rows.AddRange(block.Where(row => row.Place.Row <= last).Reverse());
        }
        if (rows.Count < count) rows.Add(Top(model, width));
        rows.Reverse();
        return rows;
    }

    /// <summary>The rows below this one, oldest first, as many as asked for.</summary>
    public static IReadOnlyList<Row> Forward(AppModel model, int width, RowPlace after, int count)
    {
        var lines = Lines(model);
        var rows = new List<Row>();
        for (var i = Math.Max(0, lines.FindLastIndex(line => line.Seq <= after.Seq)); i < lines.Count && rows.Count < count; i++)
        {
            var block = Block(model, lines, i, width);
            rows.AddRange(lines[i].Seq == after.Seq ? block.Where(row => row.Place.Row > after.Row) : block);
        }
        return rows;
    }

    // Home shows the user's actions and the client's own notes, by time; they are numbered here, to be places.
    static List<Line> Lines(AppModel model)
    {
        if (model.Thread is { } thread) return [.. Shown(model, thread.Lines)];
        if (model.View != AppModel.Home) return [.. Shown(model, model.InView?.Timeline.Lines ?? [])];
        return [.. (model.Chat.Own?.Timeline.Lines ?? []).Concat(model.Notes).OrderBy(line => line.At)
            .Select((line, i) => line with { Seq = i + 1 })];
    }

    static IEnumerable<Line> Shown(AppModel model, IEnumerable<Line> lines) =>
        model.Chat.Ignored.IsEmpty ? lines : lines.Where(line => line is not MessageLine message || !model.Chat.Ignores(message.By));

    static Row[] Block(AppModel model, List<Line> lines, int index, int width)
    {
        var line = lines[index];
        var before = index > 0 ? lines[index - 1] : null;
        var rows = new List<IReadOnlyList<Span>>();
        if (HasGap(model, before?.Seq ?? 0, line.Seq)) rows.Add([new(Rule("messages missing: PageUp loads them", width), Theme.Error)]);
        var day = Day(model, line.At);
        if (before is null || Day(model, before.At) != day)
        {
            rows.Add([new(Rule(day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture), width), Theme.Faint)]);
        }
        if (IsFirstNew(model, before, line)) rows.Add([new(Rule("new", width), Theme.New)]);
        rows.AddRange(line is MessageLine message ? Message(model, message, width) : Happened(model, (EventLine)line, width));
        return [.. rows.Select((spans, i) => new Row(new RowPlace(line.Seq, i), spans))];
    }

    static bool HasGap(AppModel model, long after, long seq) =>
        model.View != AppModel.Home && model.TimelineInView is { } known
            && known.Gaps.Any(gap => gap.UpTo > after && gap.After < seq && gap.UpTo < seq);

    static bool IsFirstNew(AppModel model, Line? before, Line line) =>
        model.PaneInView.NewAfter is { } read && line is MessageLine message && message.Ordinal > read
        && (before is not MessageLine earlier || earlier.Ordinal <= read) && !HasNewBefore(model, message, read);

    // Somebody's joining between two new messages does not make the second one the first.
    static bool HasNewBefore(AppModel model, MessageLine line, long read) =>
        line.Ordinal > read + 1
            && model.InView!.Timeline.Lines.OfType<MessageLine>().Any(other => other.Ordinal > read && other.Ordinal < line.Ordinal);

    static IEnumerable<IReadOnlyList<Span>> Message(AppModel model, MessageLine message, int width)
    {
        var stamp = $"{Clock(model, message.At)} ";
        var number = width >= 44 ? string.Create(CultureInfo.InvariantCulture, $"#{message.Seq} ") : "";
        var author = $"{message.By}: ";
        var nick = model.Chat.Me is { } me && Names.Same(me, message.By) ? Theme.Nick(message.By).Bold : Theme.Nick(message.By);
        var said = NoteText.Of(message);
        var text = (message.File is { } file ? FileText(file, said) : said) + ReplyText.LateMark(message, model.Zone)
            + Receipt(model, message);
        var faint = model.Selected == message.Seq ? Theme.Selected : Theme.Faint;
        var rows = Wrapped([new(stamp, faint), new(number, faint), new(author, nick)], text, StyleOf(model, message), width);
        return NoteText.Below(message) is { } below ? rows.Append(Below(model, message, below, width)) : rows;
    }

    static Style StyleOf(AppModel model, MessageLine message) => message.Notes.IsDeleted ? Theme.Faint
        : model.Chat.Me is { } me && !Names.Same(me, message.By) && Mentions.Has(message.Text, me) ? Theme.Call
        : Theme.Text;

    // What has reached the other one of a dialogue; what has not, has no mark.
    static string Receipt(AppModel model, MessageLine message) =>
        model.InView is { IsDialogue: true } feed && message.Seq <= feed.Delivered && message.Under == 0 && model.Chat.Me is { } me
            && Names.Same(me, message.By) ? " ✓" : "";

    static IReadOnlyList<Span> Below(AppModel model, MessageLine message, string below, int width)
    {
        var how = message.Notes.Comments > 0 && model.Thread is null
            ? string.Create(CultureInfo.InvariantCulture, $"   /thread {message.Seq}") : "";
        return [new(CellWidth.Fit($"      └ {below}{how}", width), Theme.Faint)];
    }

    static string FileText(FileLink file, string text)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{file.Size:N0} bytes");
        return $"{(text == file.Name ? "" : text + " ")}[file {file.Name}, {size}: /load_file {file.Key}]";
    }

    static IEnumerable<IReadOnlyList<Span>> Happened(AppModel model, EventLine line, int width) =>
        Wrapped([new($"{Clock(model, line.At)} ", Theme.Faint), new("* ", Theme.Faint)], line.Sentence(model.Zone), Theme.Faint, width);

    static IEnumerable<IReadOnlyList<Span>> Wrapped(IReadOnlyList<Span> head, string text, Style style, int width)
    {
        var taken = head.Sum(span => CellWidth.Of(span.Text));
        var indent = width >= 60 ? CellWidth.Of(head[0].Text) : 2;
        var lines = Wrapping.Lines(text, width - taken, width - indent);
        yield return [.. head, new(lines[0], style)];
        foreach (var line in lines.Skip(1)) yield return [new(new string(' ', indent), style), new(line, style)];
    }

    // What the user has written and the room does not have yet, and what is missing at the end.
    static List<Row> Below(AppModel model, List<Line> lines, int width)
    {
        var rows = new List<IReadOnlyList<Span>>();
        var last = lines.Count > 0 ? lines[^1].Seq : 0;
        if (model.View != AppModel.Home && model.TimelineInView?.Gaps.Any(gap => gap.UpTo > last) == true)
        {
            rows.Add([new(Rule("messages missing: PageUp loads them", width), Theme.Error)]);
        }
        var here = model.Outgoing.Where(line => model.View != AppModel.Home && ClientUpdate.KeyOf(model, line.Item) == model.View
            && line.Item.Under?.Number == model.Thread?.Root).ToList();
        foreach (var line in here.Where(line => line.State != Connection.OutboxState.Refused)) rows.AddRange(Outgoing(model, line, width));
        var refused = here.FindAll(line => line.State == Connection.OutboxState.Refused);
        if (refused.Count > 0) rows.Add([Refused(refused, width)]);
        return [.. rows.Select((spans, i) => new Row(new RowPlace(0, i), spans))];
    }

    // One row, however many there are: they are not to push away what others say. What was written is found with Up and Ctrl+R.
    static Span Refused(List<OutgoingLine> lines, int width)
    {
        var last = lines[^1];
        var count = lines.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{lines.Count} ");
        var what = lines.Count == 1 ? $": {Texts.CleanLine(last.Item.Text)}" : "";
        return new Span(CellWidth.Fit($"      ✗ {count}not sent, Esc clears{what} ({last.Why})", width), Theme.Error);
    }

    static IEnumerable<IReadOnlyList<Span>> Outgoing(AppModel model, OutgoingLine line, int width)
    {
        var (mark, style, after) = line.State switch
        {
            Connection.OutboxState.Delayed => ("… ", Theme.Faint, $" (waiting: {line.Why})"),
            _ => ("… ", Theme.Faint, ""),
        };
        return Wrapped([new("      "[..Math.Min(6, width)], style), new(mark, style), new($"{model.Chat.Me}: ", style)],
            Texts.Clean(line.Item.Text) + after, style, width);
    }

    static Row Top(AppModel model, int width)
    {
        var timeline = model.TimelineInView;
        var text = model.Thread is { Message: not null, Comments: { HasOlder: false, Lines.IsEmpty: true } } ? "no comments yet"
            : model.PaneInView.Loading ? "loading…" : timeline?.HasOlder == true ? "PageUp loads older ones" : "the beginning";
        return new Row(new RowPlace(0, -1), new Span(Rule(text, width), Theme.Faint));
    }

    static DateOnly Day(AppModel model, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, model.Zone).DateTime);

    static string Clock(AppModel model, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, model.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);

    static string Rule(string text, int width)
    {
        var label = CellWidth.Fit($" {text} ", Math.Max(1, width - 2));
        var left = Math.Min(4, Math.Max(0, width - CellWidth.Of(label)));
        return new string('─', left) + label + new string('─', Math.Max(0, width - left - CellWidth.Of(label)));
    }
}
