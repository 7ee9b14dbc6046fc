using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>The state of a dialogue.</summary>
/// <param name="Pair">Both users; null while it is not open.</param>
/// <param name="Since">The sequence number of its opening: older events belong to a deleted one and are never shown.</param>
/// <param name="Log">Its messages.</param>
/// <param name="LifetimeSeconds">How long a message lives after its delivery; null: for ever.</param>
/// <param name="Received">How far each of the two has received it, in the order of the pair; null: nothing yet.</param>
public sealed record Dialogue(Pair? Pair, long Since, MessageLog Log, long? LifetimeSeconds = null, Receipts? Received = null)
{
    /// <summary>Not open.</summary>
    public static Dialogue Closed { get; } = new(null, 1, MessageLog.Empty);

    /// <summary>How long a message lives after its delivery; null: for ever.</summary>
    public TimeSpan? Lifetime => LifetimeSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>How far a user has received it.</summary>
    public long ReceivedBy(string user) => SideOf(user) == Sides.First ? Received?.First ?? 0 : Received?.Second ?? 0;

    /// <summary>Which of the two a user is.</summary>
    public Sides SideOf(string user) => Pair is not null && Names.Same(Pair.First, user) ? Sides.First : Sides.Second;

    /// <summary>The feed's name as clients see it; null while it is not open.</summary>
    public string? Feed => Pair is null ? null : FeedNames.Dialogue(Pair.First, Pair.Second);
}

/// <summary>Sequence numbers up to which the first and the second of a pair have received their dialogue.</summary>
public sealed record Receipts(long First, long Second);

/// <summary>Two users, as first written, in the order of the dialogue's id.</summary>
public sealed record Pair(string First, string Second);
