using System.Diagnostics;

namespace ActorChat.Harness;

/// <summary>Waits for conditions that nothing announces: looks now and then, up to a deadline.</summary>
static class Eventually
{
    /// <summary>
    /// Long enough for a machine with ten times as much to do: a test that passes does not wait so long, and one that fails is rare.
    /// </summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);

    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends when <paramref name="look"/> gives something that is right; fails with what was seen last.</summary>
    public static async Task<T> See<T>(Func<Task<T>> look, Func<T, bool> isRight, string what, TimeSpan? deadline = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seen = await look();
            if (isRight(seen)) return seen;
            if (watch.Elapsed > (deadline ?? Deadline))
            {
                throw new TimeoutException($"{what} did not come true in {watch.Elapsed.TotalSeconds:F0} s; seen last: {seen}");
            }
            await Task.Delay(Interval);
        }
    }

    /// <summary>As <see cref="See{T}(Func{Task{T}}, Func{T, bool}, string, TimeSpan?)"/>, for what needs no waiting to look at.</summary>
    public static Task<T> See<T>(Func<T> look, Func<T, bool> isRight, string what, TimeSpan? deadline = null) =>
        See(() => Task.FromResult(look()), isRight, what, deadline);

    /// <summary>Ends when the condition holds.</summary>
    public static Task True(Func<bool> condition, string what, TimeSpan? deadline = null) => See(condition, holds => holds, what, deadline);
}
