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

    /// <summary>An event's body, as a node stores it.</summary>
    public static byte[] Body(int textBytes, long number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"{{\"type\":\"posted\",\"by\":\"user{number % 500}\",\"text\":\"{new string('x', textBytes)}\",\"ordinal\":{number},\"key\":\"user{number % 500}:{1_000_000_000 + number}\"}}"));
}

/// <summary>What a bare loop reached, and how long its commits took where that was measured.</summary>
record struct BareCommits(int EventsPerCommit, double EventsPerSecond, double CommitsPerSecond, Percentiles Took = default);
