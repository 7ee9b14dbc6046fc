using System.Diagnostics;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>The frames that a client has got so far, in order. A test waits in it for a frame, with a deadline.</summary>
sealed class FrameLog(string owner, Func<string> details)
{
    const int ShownOnFailure = 40;

    readonly Lock gate = new();
    readonly List<Frame> frames = [];
    TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string? ended;

    public IReadOnlyList<Frame> All
    {
        get
        {
            lock (gate) return [.. frames];
        }
    }

    public int Count
    {
        get
        {
            lock (gate) return frames.Count;
        }
    }

    public void Add(Frame frame) => Change(() => frames.Add(frame));

    /// <summary>Nothing more comes.</summary>
    public void End(string why) => Change(() => ended = why);

    /// <summary>The first frame, from this place on, that is the one.</summary>
    public async Task<Frame> Wait(Func<Frame, bool> isIt, string what, int from = 0, TimeSpan? deadline = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Task next;
            lock (gate)
            {
                for (; from < frames.Count; from++)
                {
                    if (isIt(frames[from])) return frames[from];
                }
                if (ended is not null) throw Failure($"there is no {what}: {ended}");
                next = changed.Task;
            }
            var left = (deadline ?? Eventually.Deadline) - watch.Elapsed;
            if (left <= TimeSpan.Zero) throw Failure($"no {what} in {watch.Elapsed.TotalSeconds:F0} s");
            await next.WaitAsync(left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until so many frames are such.</summary>
    public Task WaitForCount(int count, Func<Frame, bool> isOne, string what, TimeSpan? deadline = null)
    {
        var seen = 0;
        return Wait(frame => isOne(frame) && ++seen == count, $"{count} {what}", deadline: deadline);
    }

    TimeoutException Failure(string what) =>
        new($"{owner}: {what}. The last frames:\n{string.Join('\n', All.TakeLast(ShownOnFailure))}\n{details()}");

    void Change(Action change)
    {
        TaskCompletionSource old;
        lock (gate)
        {
            change();
            old = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        old.SetResult();
    }
}
