using System.Runtime.InteropServices;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Hosting;

/// <summary>
/// Gives memory back after a busy time. The collector runs when something is allocated, so a node that has become quiet would keep
/// what its busiest minute left: a crowd of idle clients would cost as much as one that logs in.
/// </summary>
sealed class QuietTime(IStore store, TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // A node that serves idle clients allocates less than the first in an interval; less than the second is not worth a pause.
    const long QuietBytes = 4 << 20, WorthwhileBytes = 32 << 20;

    long seen, collected;

    /// <summary>Until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            if (HasBecomeQuiet(GC.GetTotalAllocatedBytes())) await GiveBack(stop);
        }
    }

    bool HasBecomeQuiet(long allocated)
    {
        var isQuiet = allocated - seen < QuietBytes;
        seen = allocated;
        if (!isQuiet || allocated - collected < WorthwhileBytes) return false;
        collected = allocated;
        return true;
    }

    async Task GiveBack(CancellationToken stop)
    {
        try
        {
            await store.Trim(stop);
        }
        catch (StoreUnavailableException)
        {
            // Then it keeps what it has.
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        TrimNativeHeap();
    }

    // What native code has freed (the compiler, SQLite) stays with the C library, whose heaps shrink only from their ends, until it is
    // asked.
    static void TrimNativeHeap()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Not the GNU library.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int MallocTrim(nuint keep);
}
