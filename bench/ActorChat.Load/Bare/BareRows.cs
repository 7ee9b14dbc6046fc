using System.Globalization;
using System.Text;
using ActorChat.Load.Measure;

namespace ActorChat.Load.Bare;

/// <summary>The rows that a node's journal writes for the generator's messages.</summary>
static class BareRows
{
    public const int Entities = 100;

    /// <summary>Their names, as SQLite takes them.</summary>
    public static readonly byte[][] Names = [.. Enumerable.Range(1, Entities).Select(i => Encoding.UTF8.GetBytes($"room/room{i}"))];

    /// <summary>A time in ticks, as the rows have it.</summary>
    public const long Created = 638_900_000_000_000_000;

    /// <summary>An event's message, as a node stores it: the body with the time first.</summary>
    public static byte[] Message(int textBytes, long number) =>
        [.. "{\"at\":\"2026-11-22T10:42:07.123Z\","u8, .. Body(textBytes, number).AsSpan(1)];

    /// <summary>An event's body.</summary>
    public static byte[] Body(int textBytes, long number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{{\"type\":\"posted\",\"by\":\"user{number % 500}\",\"text\":\"{new string('x', textBytes)}\",\"ordinal\":{number},\"key\":\"user{number % 500}:{1_000_000_000 + number}\"}}"));
}

/// <summary>What a bare loop reached, and how long its commits took where that was measured.</summary>
record struct BareCommits(int EventsPerCommit, double EventsPerSecond, double CommitsPerSecond, Percentiles Took = default);
