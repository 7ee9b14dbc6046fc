using ActorChat.Messages;

namespace ActorChat.Tui.Plain;

/// <summary>
/// How far this client's own messages have read their feeds: what is written right after all that was read is read as well, and the
/// user's other clients are to know. Told seldom, so that a pipe of a thousand messages does not make a thousand marks.
/// </summary>
/// <param name="time">For waiting.</param>
sealed class OwnReads(TimeProvider time)
{
    static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    readonly Lock _lock = new();
    readonly Dictionary<string, MarkRead> _marks = [];
    long _toldAt;

    /// <summary>Whether it is time to tell again.</summary>
    public bool IsTime => time.GetElapsedTime(_toldAt) > TellEvery;

    /// <summary>An own message that stands right after what was read.</summary>
    public void Note(string feed, Posted posted)
    {
        lock (_lock) _marks[feed] = new MarkRead(feed, posted.Seq, posted.Ordinal);
    }

    /// <summary>Another user, or nobody, is logged in.</summary>
    public void Clear()
    {
        lock (_lock) _marks.Clear();
    }

    /// <summary>What is to be told now.</summary>
    public IReadOnlyList<MarkRead> Take()
    {
        _toldAt = time.GetTimestamp();
        lock (_lock)
        {
            IReadOnlyList<MarkRead> due = [.. _marks.Values];
            _marks.Clear();
            return due;
        }
    }
}
