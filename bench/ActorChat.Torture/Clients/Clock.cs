using System.Diagnostics;

namespace ActorChat.Torture.Clients;

/// <summary>The run's one clock, in microseconds since it began.</summary>
sealed class Clock
{
    readonly Stopwatch watch = Stopwatch.StartNew();

    /// <summary>Where it begins, in milliseconds of the Unix epoch.</summary>
    public long BegunMs { get; } = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Now.</summary>
    public long Now => watch.ElapsedTicks * 1_000_000 / Stopwatch.Frequency;

    /// <summary>How long the run has lasted.</summary>
    public TimeSpan Elapsed => watch.Elapsed;
}
