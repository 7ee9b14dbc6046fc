using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What later events make of lines that stand already. The second time, an event changes nothing.</summary>
static class Amending
{
    /// <summary>Whether an event changes older lines.</summary>
    public static bool Amends(Event happened) => happened is FileGone or Expired or Edited or MessageDeleted or Reacted or Commented;

    /// <summary>The lines after an event.</summary>
    public static ImmutableList<Line> After(ImmutableList<Line> lines, Event happened) => happened switch
    {
        FileGone gone => [.. lines.Select(line => line is MessageLine { File.Key: var key } message && key == gone.Key
            ? message with { File = null, LostFile = true } : line)],
        // What people did besides talking stays.
        Expired expired => lines.RemoveAll(
            line => line is MessageLine message && (expired.Covers(line.Seq) || expired.Covers(message.Under))),
        MessageDeleted { Under: 0 } deleted =>
            At(lines.RemoveAll(line => line is MessageLine message && message.Under == deleted.Message), deleted.Message, happened),
        MessageDeleted deleted => At(At(lines, deleted.Message, happened), deleted.Under, happened),
        Edited edited => At(lines, edited.Message, happened),
        Reacted reacted => At(lines, reacted.Message, happened),
        Commented comment => At(lines, comment.Message, happened),
        _ => lines,
    };

    static ImmutableList<Line> At(ImmutableList<Line> lines, long seq, Event happened)
    {
        var at = lines.FindLastIndex(line => line.Seq == seq);
        return at >= 0 && lines[at] is MessageLine message ? lines.SetItem(at, After(message, happened)) : lines;
    }

    static MessageLine After(MessageLine line, Event happened)
    {
        var next = line with { Notes = line.Notes.After(line.Seq, happened, happened.Seq, happened.At) };
        if (next.Notes.IsDeleted) return next with { Text = "", File = null };
        return happened is Edited { Text.Length: > 0 } edited && edited.Message == line.Seq ? next with { Text = Texts.Clean(edited.Text) }
            : next;
    }
}
