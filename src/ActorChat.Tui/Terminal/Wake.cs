namespace ActorChat.Tui.Terminal;

/// <summary>
/// Lets the screen's loop sleep while there is nothing to do, and wakes it when there is. What others say is gathered into so many frames a
/// second as an eye can follow; a key never waits for that.
/// </summary>
sealed class Wake(TimeProvider time) : IDisposable
{
    /// <summary>The least time from one frame to the next, unless a key was pressed: 30 a second.</summary>
    public static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(33);

    readonly AutoResetEvent _any = new(true), _key = new(false);
    long _last;

    /// <summary>There is something to do.</summary>
    public void Set() => _any.Set();

    /// <summary>The user is waiting for it.</summary>
    public void Hurry() => _key.Set();

    /// <summary>Returns when there is something to do, or after this time; null: however long it takes.</summary>
    public void Wait(TimeSpan? atMost)
    {
        var limit = atMost is { } some ? (int)Math.Clamp(Math.Ceiling(some.TotalMilliseconds), 0, int.MaxValue) : Timeout.Infinite;
        if (WaitHandle.WaitAny([_key, _any], limit) == 1)
        {
            var rest = Frame - time.GetElapsedTime(_last);
            if (_last != 0 && rest > TimeSpan.Zero) _key.WaitOne(rest);
        }
        _last = time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _any.Dispose();
        _key.Dispose();
    }
}
