namespace ActorChat.Node.Feeds;

/// <summary>
/// To an entity: count the sender in as a follower of your feed. Answer: <see cref="FollowAnswer"/>, before anything else.
/// </summary>
/// <param name="To">The entity.</param>
/// <param name="Labels">Who is online there; all of them.</param>
public sealed record Follow(EntityId To, IReadOnlyCollection<string> Labels) : IToEntity;

/// <summary>What a follower is told when it begins to follow.</summary>
/// <param name="Head">The newest committed sequence number.</param>
/// <param name="Online">Labels of all followers.</param>
public sealed record FollowAnswer(long Head, IReadOnlyList<string> Online);

/// <summary>A follower's labels came and went. A sender that is none is told to follow anew.</summary>
public sealed record Relabel(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

/// <summary>
/// Do I still count as a follower, under my labels, and have I missed nothing? If not, the sender is told to follow anew, or by a
/// <see cref="FollowAnswer"/> how far the feed goes and who is online.
/// </summary>
/// <param name="Head">The newest number that the follower knows of.</param>
/// <param name="Labels">What it knows of labels; null from a node that does not say.</param>
public sealed record CheckHead(long Head, LabelDigests? Labels = null);

/// <summary>What is to be compared of labels, since a message that changes them may be lost.</summary>
/// <param name="Shown">Of the labels that the follower has told.</param>
/// <param name="Online">Of those that it was told.</param>
public readonly record struct LabelDigests(ulong Shown, ulong Online);

/// <summary>The sender follows no more.</summary>
public sealed class Unfollow
{
    /// <summary>The message.</summary>
    public static Unfollow Instance { get; } = new();
}

/// <summary>To a follower: you don't count as one, or have missed something. Follow, and fetch.</summary>
public sealed class Refollow
{
    /// <summary>The message.</summary>
    public static Refollow Instance { get; } = new();
}

/// <summary>To followers: labels that came online and went. Not stored, not numbered.</summary>
public sealed record LabelsChanged(IReadOnlyList<string> Online, IReadOnlyList<string> Offline);

/// <summary>To an entity: a signal for all who follow it now. Not stored, not numbered; lost where the entity can't be reached.</summary>
public sealed record SignalFeed(EntityId To, ReadOnlyMemory<byte> Frame) : IToEntity;

/// <summary>To followers: a signal.</summary>
public sealed record Signalled(ReadOnlyMemory<byte> Frame);
