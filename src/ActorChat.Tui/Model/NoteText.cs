using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>What has become of messages, in words and signs. All of it is safe to draw.</summary>
static class NoteText
{
    /// <summary>The text of a message with what is to be said of it in line.</summary>
    public static string Of(MessageLine line) => line switch
    {
        { Notes.DeletedBy: { } by } => $"(deleted by {Texts.CleanLine(by)})",
        { LostFile: true } => $"{line.Text}{Edited(line)} (its file was deleted)",
        _ => line.Text + Edited(line),
    };

    static string Edited(MessageLine line) => line.Notes.Edit > 0 ? " (edited)" : "";

    /// <summary>What stands under a message, such as <c>👍 3 · 2 comments</c>; null for nothing.</summary>
    public static string? Below(MessageLine line)
    {
        var parts = (line.Notes.Reactions ?? [])
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{Texts.CleanLine(one.Emoji)} {one.Users.Count}")).ToList();
        if (line.Notes.Comments > 0) parts.Add(Comments(line.Notes.Comments));
        return parts.Count == 0 ? null : string.Join(" · ", parts);
    }

    /// <summary>Such as <c>1 comment</c>.</summary>
    public static string Comments(int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "comment" : "comments")}");

    /// <summary>A change of older messages, for those who read line by line; null for what is no change.</summary>
    public static string? Of(Event happened) => happened switch
    {
        Expired expired => string.Join(", ", expired.Ranges.Select(Range))
            + (expired.Ranges is [{ From: var from, To: var to }] && from == to ? " has expired" : " have expired"),
        Edited { Text.Length: > 0 } edited => $"{edited.By} changed #{edited.Message}: {edited.Text}",
        MessageDeleted deleted => $"{deleted.By} deleted #{deleted.Message}",
        Reacted { Off: false } reacted => $"{reacted.By} reacted to #{reacted.Message}: {reacted.Emoji}",
        Reacted reacted => $"{reacted.By} took back the reaction to #{reacted.Message}: {reacted.Emoji}",
        Delivered delivered => $"delivered to {delivered.By} up to #{delivered.UpTo}",
        _ => null,
    };

    static string Range(SeqRange range) => range.From == range.To ? $"#{range.From}" : $"#{range.From} to #{range.To}";
}
