using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>A message or comment as it is at the moment of a decision.</summary>
/// <param name="Seq">Its sequence number.</param>
/// <param name="Message">As it stands in the store.</param>
/// <param name="Notes">What has become of it.</param>
/// <param name="Under">Of a comment: the message that it hangs under.</param>
sealed record Target(long Seq, Event Message, MessageNotes Notes, Target? Under)
{
    /// <summary>The message at the top: itself, or that which it hangs under.</summary>
    public Target Root => Under ?? this;

    /// <summary>The message that its events are about, as the store is told: all that hangs under one message has its number.</summary>
    public long? About => Under?.Seq;

    /// <summary>Its author.</summary>
    public string By => Message is Commented comment ? comment.By : ((Posted)Message).By;

    /// <summary>With these notes.</summary>
    public Event With(MessageNotes notes) =>
        Message is Commented comment ? comment with { Notes = notes } : (Posted)Message with { Notes = notes };

    /// <summary>With this text and these notes.</summary>
    public Event With(string text, MessageNotes notes) =>
        Message is Commented comment ? comment with { Text = text, Notes = notes } : (Posted)Message with { Text = text, Notes = notes };

    /// <summary>The mark that is left of it.</summary>
    public Event Mark(string by) => Message is Commented comment
        ? comment with { Text = "", Notes = new MessageNotes(DeletedBy: by) }
        : (Posted)Message with { Text = "", File = null, Notes = new MessageNotes(DeletedBy: by) };

    /// <summary>
    /// Whether so much has happened since the message was read that nobody knows what it is now: too much, or a new text, which is kept
    /// nowhere else.
    /// </summary>
    public static bool IsStale(MessageLog log, Handed handed) => log.Recent is { } recent && (handed.AsOf < recent.Forgotten
        || recent.Changes.Exists(change => change.Seq > handed.AsOf && change.Event is Edited edited
            && (edited.Message == handed.Seq || edited.Message == handed.Under?.Seq)));

    /// <summary>
    /// The message that was handed over, with what has happened since; null when it is gone, or none of this room's life.
    /// </summary>
    public static Target? Of(MessageLog log, Handed? handed, long since)
    {
        if (handed is null || handed.Seq < since) return null;
        var changes = (log.Recent?.Changes ?? []).Where(change => change.Seq > handed.AsOf).ToList();
        var under = handed.Under is null ? null : Of(handed.Under, changes, null);
        if (under is { Notes.IsDeleted: true }) return null;
        var top = (under?.Seq ?? handed.Seq);
        return changes.Exists(change => change.Event is Expired expired && expired.Covers(top)) ? null : Of(handed, changes, under);
    }

    static Target Of(Handed handed, List<RecentChange> changes, Target? under)
    {
        var notes = (handed.Message is Commented comment ? comment.Notes : ((Posted)handed.Message).Notes) ?? MessageNotes.None;
        return new Target(
            handed.Seq, handed.Message, changes.Aggregate(notes, (so, change) => so.After(handed.Seq, change.Event, change.Seq, change.At)),
                under);
    }
}
