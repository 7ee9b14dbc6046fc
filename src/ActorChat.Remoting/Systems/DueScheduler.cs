using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace ActorChat.Remoting.Systems;

/// <summary>
/// Akka's scheduler for a system in which little is ever due: it sleeps until then. Akka's own is made for thousands of timers and looks at
/// them at every tick.
/// </summary>
/// <param name="config">Akka's.</param>
/// <param name="log">Where failures go.</param>
sealed class DueScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log), IDisposable
{
    static readonly TimeProvider Time = TimeProvider.System;

    // Both under gate. Bounded by what Akka.Remote schedules for one connection.
    readonly Lock gate = new();
    readonly HashSet<Entry> entries = [];
    readonly long begun = Time.GetTimestamp();
    bool isOver;

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Time.GetElapsedTime(begun);

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => MonotonicClock;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => Time.GetUtcNow();

    /// <summary>Ends it. As with Akka's own, what would have been done once is done now: somebody may wait for it.</summary>
    public void Dispose()
    {
        List<Entry> left;
        lock (gate)
        {
            isOver = true;
            left = [.. entries];
        }
        foreach (var entry in left)
        {
            if (entry.Once) Do(entry);
            else Remove(entry);
        }
    }

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(delay, null, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Schedule(delay, null, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        Schedule(delay, null, action.Run, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Schedule(initialDelay, interval, action.Run, cancelable);

    void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        var entry = new Entry(action, Once: interval is null);
        lock (gate)
        {
            if (isOver) throw new SchedulerException("The scheduler has ended with its system.");
            entries.Add(entry);
            entry.Timer = Time.CreateTimer(_ => Do(entry), null, delay, interval ?? Timeout.InfiniteTimeSpan);
        }
        // It may have been cancelled already: then this calls back at once.
        entry.Cancelling = cancelable?.Token.Register(() => Remove(entry)) ?? default;
    }

    void Do(Entry entry)
    {
        if (entry.Once && !Remove(entry)) return;
        try
        {
            entry.Action();
        }
        catch (Exception failure)
        {
            Log.Error(failure, "What was scheduled failed");
            Remove(entry);
        }
    }

    bool Remove(Entry entry)
    {
        lock (gate)
        {
            if (!entries.Remove(entry)) return false;
            entry.Timer?.Dispose();
        }
        // Unregister, which waits for nobody: this may be called by the cancelling itself.
        entry.Cancelling.Unregister();
        return true;
    }

    sealed class Entry(Action action, bool Once)
    {
        public Action Action => action;

        public bool Once { get; } = Once;

        public ITimer? Timer { get; set; }

        public CancellationTokenRegistration Cancelling { get; set; }
    }
}
