using System.Collections.Immutable;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// The newest changes of messages. A room keeps no messages: one that a request is about is read from the store and handed over, and
/// what has happened to it since stands here. So decisions rest on the message as it is, with a memory that is bounded.
/// </summary>
/// <param name="Changes">Oldest first.</param>
/// <param name="Forgotten">Changes up to this number are not among them.</param>
public sealed record RecentChanges(ImmutableList<RecentChange> Changes, long Forgotten)
{
    /// <summary>Most changes kept: more than happen while a message is on its way. A constant, not a setting, for replays.</summary>
    public const int MaxChanges = 128;

    /// <summary>None yet.</summary>
    public static RecentChanges None { get; } = new([], 0);

    /// <summary>With one more. No text is kept here: it must be gone when it is deleted.</summary>
    public RecentChanges With(Event happened, EventPlace place)
    {
        Event kept = happened switch
        {
            Edited edited => edited with { Text = "" },
            Commented comment => comment with { Text = "" },
            _ => happened,
        };
        var changes = Changes.Add(new RecentChange(place.Seq, place.At, kept));
        return changes.Count <= MaxChanges ? this with { Changes = changes } : new RecentChanges(changes.RemoveAt(0), changes[0].Seq);
    }
}

/// <summary>A change of some message.</summary>
public sealed record RecentChange(long Seq, DateTimeOffset At, Event Event);
