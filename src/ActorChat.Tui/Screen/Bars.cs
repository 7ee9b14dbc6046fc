using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Terminal;
using ActorChat.Tui.Text;

namespace ActorChat.Tui.Screen;

/// <summary>The row above the status: a short answer or an error, the choices of a completion, or how the command goes.</summary>
static class HintLine
{
    public static void Draw(Canvas frame, AppModel model)
    {
        const int y = 0;
        if (model.Search is { } search) frame.Put(0, y, CellWidth.Fit(Searching.Hint(model, search), frame.Width), Theme.Notice);
        else if (model.Completion is { } completion) Choices(frame, completion, y);
        else if (model.Notice is { } notice)
        {
            Notice(frame, notice.Error ? Theme.Error : Theme.Notice, Layout.NoticeRows(model), frame.Height);
        }
        else if (Selection.Of(model) is not null) Actions(frame, model);
        else if (ShowsTransfer(model)) frame.Put(0, y, Progress(model.Transfer!, frame.Width), Theme.Notice);
        else if (Completer.Place(model.Editor).Command is { } command)
        {
            frame.Put(0, y, CellWidth.Fit(command.Usage, frame.Width), Theme.Faint);
        }
        else if (Overheard.Sentence(model) is { } typing) frame.Put(0, y, CellWidth.Fit(typing, frame.Width), Theme.Faint);
        else if (model.PaneInView.Bottom is not null)
        {
            frame.Put(0, y, CellWidth.Fit("You look at older messages: Esc goes to the newest.", frame.Width), Theme.Faint);
        }
    }

    static void Notice(Canvas frame, Style style, IReadOnlyList<string> rows, int height)
    {
        for (var i = 0; i < height && i < rows.Count; i++)
        {
            var cut = i == height - 1 && rows.Count > height;
            frame.Put(0, i, cut ? CellWidth.Fit(rows[i] + " …", frame.Width) : rows[i], style);
        }
    }

    /// <summary>The column in which the words of the selected message begin.</summary>
    public static int ActionsStart(AppModel model) => CellWidth.Of(Selected(model));

    static string Selected(AppModel model) =>
        Selection.Of(model) is { } message ? string.Create(CultureInfo.InvariantCulture, $"#{message.Seq} of {message.By}: ") : "";

    static void Actions(Canvas frame, AppModel model)
    {
        var x = frame.Put(0, 0, Selected(model), Theme.Title);
        foreach (var (word, _) in Selection.Actions) x += frame.Put(x, 0, word, Theme.Notice) + 1;
    }

    static void Choices(Canvas frame, Completion completion, int y)
    {
        // The choice that stands in the input is always among those shown.
        var x = 0;
        for (var i = Math.Max(0, completion.Index - 2); i < completion.Candidates.Count && x < frame.Width; i++)
        {
            x += frame.Put(x, y, completion.Candidates[i], i == completion.Index ? Theme.Selected : Theme.Text, frame.Width - x) + 2;
        }
    }

    /// <summary>Whether a transfer stands here, with nothing over it that Escape would close.</summary>
    public static bool ShowsTransfer(AppModel model) =>
        model is { Transfer: not null, Search: null, Completion: null, Notice: null, Panel: null } && Selection.Of(model) is null;

    /// <summary>How far a transfer is, in percent; 0 while its size is not known.</summary>
    public static long Percent(Files.TransferProgress transfer) =>
        transfer.Size switch { < 0 => 0, 0 => 100, var size => transfer.Done * 100 / size };

    static string Progress(Files.TransferProgress transfer, int width)
    {
        var percent = Percent(transfer);
        var filled = (int)(percent / 5);
        var bar = new string('#', filled) + new string('.', 20 - filled);
        // The name is cut, and not what there is to do.
        var rest = string.Create(CultureInfo.InvariantCulture, $" [{bar}] {percent} % · Esc ends it");
        var name = CellWidth.Fit($"{(transfer.Upload ? "↑" : "↓")} {transfer.Name}", Math.Max(1, width - CellWidth.Of(rest)));
        return CellWidth.Fit(name + rest, width);
    }
}

/// <summary>The last row but the input: user, node, a transfer under way, connection, lag, hints.</summary>
static class StatusBar
{
    // Cells of a file's name: the connection is to be read beside it.
    const int MaxTransferName = 20;

    public static void Draw(Canvas frame, AppModel model)
    {
        const int y = 0;
        frame.Fill(0, y, frame.Width, 1, Theme.Bar);
        var left = string.Join(" · ", Parts(model));
        var used = 1 + frame.Put(1, y, CellWidth.Fit(left, frame.Width - 2),
            model.Link.State == LinkState.Open && model.Trouble is null ? Theme.Bar : Theme.Bar.In(1));
        const string hints = "Alt+1…9 rooms · Alt+a unread · Tab · /help ";
        if (used + 3 + hints.Length <= frame.Width) frame.Put(frame.Width - hints.Length, y, hints, Theme.Bar);
    }

    static IEnumerable<string> Parts(AppModel model)
    {
        yield return model.Chat.Me is { } me ? model.Chat.Away ? $"{me} (away)" : me : "not logged in";
        yield return model.Link.Node ?? model.Link.Address;
        if (!model.Chat.IsSuspended(model.Now) && model.InView?.SendsLeft(model.Now) is { } left)
        {
            yield return $"send {SettingText.Left(left, model.Zone)}";
        }
        if (model.Transfer is { } transfer)
        {
            yield return $"{(transfer.Upload ? "↑" : "↓")} {CellWidth.Fit(transfer.Name, MaxTransferName)} {HintLine.Percent(transfer)} %";
        }
        var pending = model.Outgoing.Count(line => line.State is OutboxState.Pending or OutboxState.Delayed);
        if (pending > 0) yield return $"{pending} not sent yet";
        yield return model.Link.State switch
        {
            LinkState.Open when model.Trouble is { } trouble => $"trouble: {trouble}",
            LinkState.Open => model.Lag is { } lag
                ? string.Create(CultureInfo.InvariantCulture, $"connected, {Math.Max(1, lag.TotalMilliseconds):0} ms") : "connected",
            LinkState.Resuming => "catching up…",
            LinkState.Connecting => "connecting…",
            _ => model.Link.Why is { } why ? $"no connection ({Texts.CleanLine(why)}), trying again" : "no connection, trying again",
        };
    }
}

/// <summary>The last rows: what the user writes.</summary>
static class InputBar
{
    /// <summary>The rows of the input bar: what is written, or a question.</summary>
    public static IReadOnlyList<string> Rows(AppModel model, int width) => model.Question is { } question
        ? Wrapping.Lines($"{question.Text} y: yes, any other key: no ", width - 1, width - 1)
        : InputRows.Of(model, width).Rows;

    public static void Draw(Canvas frame, AppModel model)
    {
        if (model.Question is not null)
        {
            var asked = Rows(model, frame.Width);
            for (var i = 0; i < frame.Height && i < asked.Count; i++) frame.Put(0, i, asked[i], Theme.Error);
            return;
        }
        var input = InputRows.Of(model, frame.Width);
        var top = Top(input, frame.Height);
        var prompt = CellWidth.Of(Layout.Prompt);
        for (var i = 0; i < frame.Height && top + i < input.Rows.Count; i++)
        {
            frame.Put(0, i, top + i == 0 ? Layout.Prompt : "  ", Theme.Faint);
            frame.Put(prompt, i, input.Rows[top + i], Theme.Text);
        }
        if (model.Editor.Text.Length == 0 && Placeholder(model) is { } hint)
        {
            frame.Put(prompt, 0, CellWidth.Fit(hint, frame.Width - prompt - 1), Theme.Faint);
        }
    }

    /// <summary>Where the cursor stands in an input bar of this size.</summary>
    public static (int X, int Y) Cursor(AppModel model, int width, int height)
    {
        if (model.Question is not null && Rows(model, width) is var asked)
        {
            return (Math.Min(width - 1, CellWidth.Of(asked[^1])), Math.Min(height, asked.Count) - 1);
        }
        var input = InputRows.Of(model, width);
        return (Math.Min(width - 1, CellWidth.Of(Layout.Prompt) + input.CursorColumn), input.CursorRow - Top(input, height));
    }

    // The rows above are scrolled out.
    static int Top(InputRows input, int height) => Math.Clamp(input.CursorRow - height + 1, 0, Math.Max(0, input.Rows.Count - height));

    static string? Placeholder(AppModel model) =>
        model.Thread is { } thread ? string.Create(CultureInfo.InvariantCulture, $"comment on #{thread.Root}") : model.InView is { } feed
        ? model.Chat.Settings.Drafts && model.Peers.Drafts.TryGetValue(model.View, out var draft)
            ? $"{Texts.CleanLine(draft)} (on another client: Tab takes it)" : $"message to {(feed.IsDialogue ? "@" : "")}{feed.Title}"
        : model.Chat.Me is null ? "/login or /register" : null;
}
