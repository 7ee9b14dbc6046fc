namespace ActorChat.Node.Feeds;

/// <summary>
/// One local follower of a feed (a session's interest in a room). It is called under the relay's lock, in the feed's order, from
/// any thread: it only takes note.
/// </summary>
public interface IFollower
{
    /// <summary>The next events. False: the follower has no room; it is paused before the first of them until it asks to go on.</summary>
    bool OnEvents(FeedRun published);

    /// <summary>The events after <paramref name="after"/> up to <paramref name="upTo"/> are gone for good: the next one follows.</summary>
    void OnGap(long after, long upTo);

    /// <summary>Labels that came online or went.</summary>
    void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline);

    /// <summary>All labels that are online: what was told before does not count.</summary>
    void OnEveryone(IReadOnlyList<string> online)
    {
        // For those whom labels do not concern.
    }

    /// <summary>A signal: not stored, not numbered. A follower that has no room for it lets it go.</summary>
    void OnSignal(ReadOnlyMemory<byte> frame)
    {
        // For those whom signals do not concern.
    }

    /// <summary>The last event has taken this follower off the feed: nothing more comes.</summary>
    void OnExpelled();

    /// <summary>Everything that was committed when catching up began has been delivered.</summary>
    void OnCaughtUp();
}
