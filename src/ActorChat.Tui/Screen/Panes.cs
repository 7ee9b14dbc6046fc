using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>All that is shown on a terminal that is too small for anything else.</summary>
static class SmallScreen
{
    public static void Draw(Canvas canvas)
    {
        canvas.Put(0, 0, $"This terminal is {canvas.Width}x{canvas.Height};", Theme.Text);
        canvas.Put(0, 1, $"ActorChat needs {Layout.MinWidth}x{Layout.MinHeight}.", Theme.Text);
    }
}

/// <summary>The first row: where the user is.</summary>
static class TitleBar
{
    public static void Draw(Canvas frame, AppModel model)
    {
        frame.Fill(0, 0, frame.Width, 1, Theme.Bar);
        var unread = model.Chat.Order.Where(key => key != model.View).Sum(model.Chat.Unread);
        var right = unread > 0 && frame.Width < 60 ? $"{unread} unread elsewhere " : "";
        frame.Put(1, 0, CellWidth.Fit(Of(model), frame.Width - 2 - right.Length), Theme.Bar.Bold);
        frame.Put(frame.Width - right.Length, 0, right, Theme.Bar);
    }

    static string Of(AppModel model)
    {
        if (model.View == AppModel.Home) return model.Chat.Me is { } me ? $"{me}: your actions" : "ActorChat";
        if (model.InView is not { } feed) return "ActorChat";
        if (model.Thread is { } thread)
        {
            var comments = thread.Message is { } message ? NoteText.Comments(message.Notes.Comments) : "loading…";
            return string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{(feed.IsDialogue ? "@" : "")}{feed.Title}#{thread.Root} · {comments} · Esc goes back");
        }
        if (feed.IsDialogue) return $"@{feed.Title} (private)";
        var access = feed.Access is { } known ? $" ({known.ToString().ToLowerInvariant()})" : "";
        var members = feed.MemberCount > 0 ? $" · {feed.MemberCount} {(feed.MemberCount == 1 ? "member" : "members")}" : "";
        var requests = feed.Requests.IsEmpty ? ""
            : $" · {feed.Requests.Count} {(feed.Requests.Count == 1 ? "asks" : "ask")} to come in: /requests";
        var pins = feed.Pins.IsEmpty ? "" : $" · {feed.Pins.Count} pinned";
        var topic = feed.Topic.Length == 0 ? "" : $" · {feed.Topic}";
        return $"{feed.Title}{access}{members} · {feed.Online.Count} online{requests}{pins}{topic}";
    }
}

/// <summary>The middle: messages, the newest at the bottom.</summary>
static class MessagePane
{
    public static void Draw(Canvas frame, AppModel model)
    {
        if (model.Panel is { } panel) PanelView.Draw(frame, model, panel);
        else if (model.View == AppModel.Home && model.Chat.Me is null && model.Notes.IsEmpty) Greet(frame, model.Invitation is not null);
        else Messages(frame, model);
    }

    static void Messages(Canvas frame, AppModel model)
    {
        var rows = MessageRows.Back(model, frame.Width, model.PaneInView.Bottom, frame.Height);
        var shown = rows.Skip(Math.Max(0, rows.Count - frame.Height)).ToList();
        var y = frame.Height - shown.Count;
        foreach (var row in shown)
        {
            var x = 0;
            foreach (var span in row.Spans) x += frame.Put(x, y, span.Text, span.Style);
            y++;
        }
    }

    static void Greet(Canvas frame, bool isInvited)
    {
        string[] lines =
        [
            isInvited ? "Welcome to ActorChat. You are invited to a room: log in first." : "Welcome to ActorChat.",
            "/register <username> <password>",
            "/login <username> <password>",
            "/help lists all commands, /quit leaves.",
        ];
        for (var i = 0; i < Math.Min(lines.Length, frame.Height - 1); i++)
        {
            frame.Put(1, 1 + i, CellWidth.Fit(lines[i], frame.Width - 1), i == 0 ? Theme.Title : Theme.Text);
        }
    }
}

/// <summary>A longer text in place of the messages.</summary>
static class PanelView
{
    public static void Draw(Canvas frame, AppModel model, Panel panel)
    {
        var came = (model.InView?.Ordinal ?? 0) - model.PanelSince;
        var behind = came > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $" · {came} new behind") : "";
        var rows = Scrolling.PanelRows(panel, frame.Width);
        var page = frame.Height - 1;
        var top = Math.Clamp(panel.Scroll, 0, Math.Max(0, rows.Count - page));
        var more = rows.Count > page ? $" {Math.Min(rows.Count, top + page)}/{rows.Count} PageUp PageDown" : "";
        frame.Fill(0, 0, frame.Width, 1, Theme.Faint, "─");
        frame.Put(1, 0, CellWidth.Fit($" {panel.Title}{more}{behind} · Esc closes ", frame.Width - 2), Theme.Title);
        for (var i = 0; i < page && top + i < rows.Count; i++) frame.Put(1, 1 + i, rows[top + i], Theme.Text);
    }
}
