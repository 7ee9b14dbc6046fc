namespace ActorChat.Node.Hosting;

/// <summary>
/// Gives memory back after a busy time. The collector runs when something is allocated, so a node that has become quiet would keep
/// what its busiest minute left: a crowd of idle clients would cost as much as one that logs in.
/// </summary>
sealed class QuietTime(TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A node that serves idle clients allocates less than the first in an interval; less than the second is not worth a pause.
    const long QuietBytes = 4 << 20, WorthwhileBytes = 32 << 20;

    long seen, collected;

    /// <summary>Until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stop)) Look(GC.GetTotalAllocatedBytes());
    }

    void Look(long allocated)
    {
        var isQuiet = allocated - seen < QuietBytes;
        seen = allocated;
        if (!isQuiet || allocated - collected < WorthwhileBytes) return;
        collected = allocated;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
