using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>One entry of a feed, as people see it. All its text is safe to draw.</summary>
/// <param name="Seq">Its number in the feed.</param>
/// <param name="At">When it was decided.</param>
abstract record Line(long Seq, DateTimeOffset At)
{
    /// <summary>The line of an event; null for one that people do not see.</summary>
    public static Line? Of(Event happened) => happened is Commented comment
        ? new MessageLine(
            comment.Seq, comment.At, Texts.CleanLine(comment.By), Texts.Clean(comment.Text), 0, comment.Key, null, comment.Message,
                comment.Notes ?? MessageNotes.None)
        : happened is Posted posted
        ? new MessageLine(
            posted.Seq, posted.At, Texts.CleanLine(posted.By), Texts.Clean(posted.Text), posted.Ordinal, posted.Key,
            posted.File is { Gone: false } file ? file with { Key = Texts.CleanLine(file.Key), Name = Texts.CleanLine(file.Name) } : null,
                0, posted.Notes ?? MessageNotes.None) { Late = posted.Late, LostFile = posted.File is { Gone: true } }
        : Sentences.Of(happened) is { } sentence
            ? new EventLine(happened.Seq, happened.At, Texts.CleanLine(sentence), Sentences.MomentOf(happened))
        {
            Refusal = happened is ScheduleFailed failed ? Texts.CleanLine(failed.Message) : null,
        }
        : null;
}

/// <summary>A message, or a comment <paramref name="Under"/> one (0: none), with what has become of it.</summary>
sealed record MessageLine(
    long Seq, DateTimeOffset At, string By, string Text, long Ordinal, string Key, FileLink? File, long Under, MessageNotes Notes)
    : Line(Seq, At)
{
    /// <summary>The file that went with it was deleted.</summary>
    public bool LostFile { get; init; }

    /// <summary>For when it was scheduled, if it came late.</summary>
    public DateTimeOffset? Late { get; init; }
}

/// <summary>Anything else that happened.</summary>
/// <param name="Seq">Its number in the feed.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Text">A sentence, or its beginning:</param>
/// <param name="Moment">what it ends with, a time, which people read in their own time zone.</param>
sealed record EventLine(long Seq, DateTimeOffset At, string Text, DateTimeOffset? Moment = null) : Line(Seq, At)
{
    /// <summary>What of the text a node said, with times by UTC; the rest may be words of people, which stay as they are.</summary>
    public string? Refusal { get; init; }

    /// <summary>The whole sentence.</summary>
    public string Sentence(TimeZoneInfo zone)
    {
        var text = Refusal is { Length: > 0 } said ? Text.Replace(said, Instants.In(said, zone), StringComparison.Ordinal) : Text;
        return Moment is { } moment ? $"{text} {ReplyText.Time(moment, zone)}" : text;
    }
}

/// <summary>Events with After &lt; number &lt;= UpTo that the client does not have.</summary>
sealed record GapRange(long After, long UpTo);
