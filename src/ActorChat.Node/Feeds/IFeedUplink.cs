using ActorChat.Node.Stores;

namespace ActorChat.Node.Feeds;

/// <summary>The way from this node's relays to the owners of their feeds.</summary>
public interface IFeedUplink
{
    /// <summary>Who owns the feed now; null when nobody does.</summary>
    ShardClaim? OwnerOf(EntityId feed);

    /// <summary>Ends when who owns what changes next.</summary>
    Task Changed { get; }

    /// <summary>Asks the owner to count this node in. <paramref name="atOnce"/> gets the answer before anything that the owner sends later. False: it does not, ask again.</summary>
    Task<bool> Follow(string owner, EntityId feed, IReadOnlyCollection<string> labels, Action<FollowAnswer> atOnce);

    /// <summary>Tells the owner who came and went here.</summary>
    void Relabel(string owner, EntityId feed, IReadOnlyList<string> added, IReadOnlyList<string> removed);

    /// <summary>Hands the owner a signal for all who follow.</summary>
    void Signal(string owner, EntityId feed, ReadOnlyMemory<byte> frame);

    /// <summary>Tells the owner that this node follows no more.</summary>
    void Unfollow(string owner, EntityId feed);

    /// <summary>Asks the owner whether this node still counts in and has missed nothing; if not, the relay is told to follow anew.</summary>
    void Check(string owner, EntityId feed, long head);
}
