using ActorChat.Remoting.Systems;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace ActorChat.Tests.Gate;

/// <summary>The scheduler of a client's actor system.</summary>
public sealed class DueSchedulerTests
{
    static DueScheduler New() => new(ConfigurationFactory.Empty, NoLogger.Instance);

    [Fact]
    public async Task Once_IsDoneOnce_AndRepeatedly_AgainAndAgain()
    {
        using var scheduler = New();
        var (once, often) = (0, 0);
        var third = new TaskCompletionSource();
        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.Zero, () => Interlocked.Increment(ref once));
        ((IScheduler)scheduler).Advanced.ScheduleRepeatedly(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), () =>
        {
            if (Interlocked.Increment(ref often) == 3) third.TrySetResult();
        });
        await third.Task.WaitAsync(Eventually.Deadline);
        await Eventually.True(() => Volatile.Read(ref once) == 1, "what is due once was done once");
    }

    [Fact]
    public void WhatIsCancelled_IsNotDone_AlsoWhenItWasBefore()
    {
        var done = 0;
        using (var scheduler = New())
        {
            using var later = new Cancelable((IActionScheduler)scheduler);
            ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => done++, later);
            later.Cancel();
            ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => done++, later);
        }
        done.ShouldBe(0);
    }

    [Fact]
    public void End_DoesWhatIsLeftOnce_AndTakesNothingMore()
    {
        var done = 0;
        var scheduler = New();
        ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.FromHours(1), () => done++);
        ((IScheduler)scheduler).Advanced.ScheduleRepeatedly(TimeSpan.FromHours(1), TimeSpan.FromHours(1), () => done += 10);
        scheduler.Dispose();
        done.ShouldBe(1);
        Should.Throw<SchedulerException>(() => ((IScheduler)scheduler).Advanced.ScheduleOnce(TimeSpan.Zero, () => done++));
    }
}
