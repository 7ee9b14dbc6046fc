using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>The state of a dialogue.</summary>
/// <param name="Pair">Both users; null while it is not open.</param>
/// <param name="Since">The sequence number of its opening: older events belong to a deleted one and are never shown.</param>
/// <param name="Log">Its messages.</param>
public sealed record Dialogue(Pair? Pair, long Since, MessageLog Log)
{
    /// <summary>Not open.</summary>
    public static Dialogue Closed { get; } = new(null, 1, MessageLog.Empty);

    /// <summary>The feed's name as clients see it; null while it is not open.</summary>
    public string? Feed => Pair is null ? null : Feeds.Dialogue(Pair.First, Pair.Second);
}

/// <summary>Two users, as first written, in the order of the dialogue's id.</summary>
public sealed record Pair(string First, string Second);
