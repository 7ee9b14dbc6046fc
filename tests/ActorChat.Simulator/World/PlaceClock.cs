namespace ActorChat.Simulator.World;

/// <summary>The clock of a place: simulated, and running a little fast or slow.</summary>
public sealed class PlaceClock(Timeline timeline, Place? place, double rate) : TimeProvider
{
    /// <summary>What the calendar says when a world begins.</summary>
    public static readonly DateTimeOffset Beginning = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far its calendar is off; what measures durations is not.</summary>
    public TimeSpan CalendarOff { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)(timeline.Now.Ticks * rate);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Beginning + CalendarOff + new TimeSpan(GetTimestamp());

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(PlaceClock clock, Action callback) : ITimer
    {
        int version;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var mine = ++version;
            if (dueTime != Timeout.InfiniteTimeSpan) clock.Arm(dueTime, () => Ring(mine, period));
            return true;
        }

        public void Dispose() => version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        void Ring(int mine, TimeSpan period)
        {
            if (mine != version) return;
            if (period != Timeout.InfiniteTimeSpan && period > TimeSpan.Zero) clock.Arm(period, () => Ring(mine, period));
            callback();
        }
    }

    void Arm(TimeSpan delay, Action act)
    {
        if (place is null) timeline.After(delay / rate, act);
        else timeline.After(delay / rate, () => place.Enter(act));
    }
}
