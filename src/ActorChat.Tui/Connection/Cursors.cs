using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>How far the client has each feed: what a resume goes on from.</summary>
sealed class Cursors
{
    readonly Dictionary<string, long> _bySeq = new(StringComparer.Ordinal);

    /// <summary>By feed, as the node spells it.</summary>
    public IReadOnlyDictionary<string, long> Snapshot() => new Dictionary<string, long>(_bySeq, StringComparer.Ordinal);

    /// <summary>Of the store that they are of, as the node said last; null when it has not said yet.</summary>
    public string? Generation { get; private set; }

    /// <summary>Forgets all of them: another user.</summary>
    public void Clear()
    {
        _bySeq.Clear();
        Generation = null;
    }

    /// <summary>Moves on with what the node sent. A cursor never goes back, but for a state, which is a new beginning.</summary>
    public void Take(object frame)
    {
        switch (frame)
        {
            case Event { Feed: { } feed } happened:
                if (happened.Seq > _bySeq.GetValueOrDefault(feed)) _bySeq[feed] = happened.Seq;
                break;
            case UserState state: _bySeq[state.Feed] = state.Seq; break;
            case RoomState state: _bySeq[state.Feed] = state.Seq; break;
            case DialogueState state: _bySeq[state.Feed] = state.Seq; break;
            case ModerationState state: _bySeq[state.Feed] = state.Seq; break;
            // Of what is only too much to be sent the feed's state follows, and moves the cursor.
            case Gap { Gone: true } gap: _bySeq[gap.Feed] = gap.UpTo; break;
            case Synced synced: Generation = synced.Generation; break;
            case Unfollowed gone: _bySeq.Remove(gone.Feed); break;
        }
    }
}
