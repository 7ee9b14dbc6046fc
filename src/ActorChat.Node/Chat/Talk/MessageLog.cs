using System.Collections.Immutable;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>What a room or dialogue keeps in its state of the messages that its journal holds.</summary>
/// <param name="Ordinal">Messages since it was created.</param>
/// <param name="Sent">The keys they came with.</param>
/// <param name="Lives">Which of them live, where messages have a lifetime; null where they have none.</param>
/// <param name="LastAbout">The sequence number of the newest event that is about a message, 0 for none.</param>
/// <param name="Recent">The newest changes of messages; null for none.</param>
/// <param name="Removed">The ordinals of the newest messages that were deleted, at most <see cref="MaxRemoved"/>: they are not unread;
/// null for none.</param>
/// <param name="Changed">That of the newest event that changed an older message, 0 for none: what clients have of before may be
/// old.</param>
public sealed record MessageLog(
    long Ordinal, SentMemory Sent, Lives? Lives = null, long LastAbout = 0, long Changed = 0, RecentChanges? Recent = null,
    ImmutableSortedSet<long>? Removed = null)
{
    /// <summary>
    /// Most deleted messages remembered; whoever has not read for longer than so many deletions is told of a few too many unread ones. A
    /// constant, not a setting, for replays.
    /// </summary>
    public const int MaxRemoved = 500;

    /// <summary>No message yet.</summary>
    public static MessageLog Empty { get; } = new(0, SentMemory.Empty);

    /// <summary>
    /// For a room or dialogue that is deleted, and perhaps made anew: no message, but the keys stay, so that a message that was
    /// posted before, and whose answer was lost, is not posted again after.
    /// </summary>
    public MessageLog Anew() =>
        Empty with { Sent = Sent, Lives = Lives is null ? null : Lives.None with { Generation = Lives.Generation + 1 } };

    /// <summary>Which messages live.</summary>
    public Lives Living => Lives ?? Lives.None;

    /// <summary>With a message that was committed.</summary>
    public MessageLog Apply(Posted posted, long seq) => this with
    {
        Ordinal = posted.Ordinal,
        Sent = PostKey.TryParse(posted.Key, out var key) ? Sent.Accept(posted.By, key, seq, ContentPrint.Of(posted)) : Sent,
    };

    /// <summary>
    /// The message just applied lives for a while, where messages do. Those from before anybody kept count begin with it.
    /// </summary>
    public MessageLog Live(Posted posted, EventPlace place, Sides waits = Sides.None)
    {
        var before = Lives ?? (posted.Ordinal > 1 ? Lives.None.Begin(place.Seq - 1, place.At) : Lives.None);
        return this with { Lives = before.Add(place.Seq, posted.Ordinal, place.At, waits) };
    }

    /// <summary>Messages have disappeared.</summary>
    public MessageLog Apply(Expired expired, EventPlace place) =>
        Note(expired, place) with { Lives = Living.Without(expired), LastAbout = LastAbout };

    /// <summary>Something has happened to a message.</summary>
    public MessageLog Note(Event happened, EventPlace place) => this with
    {
        LastAbout = place.Seq,
        Changed = place.Seq,
        Removed = happened is MessageDeleted { Ordinal: > 0 and var ordinal } ? Without(ordinal) : Removed,
        Sent = happened switch
        {
            Edited edited => Sent.Blur(edited.Message),
            MessageDeleted deleted => Sent.Blur(deleted.Message),
            _ => Sent,
        },
        Recent = (Recent ?? RecentChanges.None).With(happened, place),
    };

    /// <summary>For a state: the deleted messages that have not disappeared otherwise; null for none.</summary>
    public IReadOnlyList<long>? RemovedUnread() =>
        Removed is null or { IsEmpty: true } || Removed.Max <= Living.Gone ? null : [.. Removed.Where(ordinal => ordinal > Living.Gone)];

    ImmutableSortedSet<long> Without(long ordinal)
    {
        var removed = (Removed ?? []).Add(ordinal);
        return removed.Count > MaxRemoved ? removed.Remove(removed.Min) : removed;
    }

    /// <summary>Somebody has commented.</summary>
    public MessageLog Apply(Commented commented, EventPlace place) => Note(commented, place) with
    {
        Sent = PostKey.TryParse(commented.Key, out var key) ? Sent.Accept(commented.By, key, place.Seq, ContentPrint.Of(commented)) : Sent,
    };
}
