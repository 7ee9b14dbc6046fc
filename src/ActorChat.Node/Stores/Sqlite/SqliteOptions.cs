using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Where the database is, and the limits of its use, each with its reason in <c>hocon/actorchat.conf</c>.</summary>
public sealed record SqliteOptions
{
    /// <summary>
    /// The database file. It is made if it isn't there; its folder must be. On a local disk: file locks over a network can't be trusted.
    /// </summary>
    public string Path { get; private init; } = "";

    /// <summary>The same limits for this file.</summary>
    public SqliteOptions At(string path) => this with { Path = path };

    /// <summary>
    /// How long a call waits for SQLite's own lock before it fails. Longer than any transaction takes on a slow disk, and shorter
    /// than half a lease, so that a node whose file is blocked notices it in time. At least 1 s.
    /// </summary>
    [Durations("1s", "1m")]
    public required TimeSpan BusyTimeout { get; init; }

    /// <summary>
    /// How long a writer queues for its turn among the processes before it tries without one. Turns are a few milliseconds each; one
    /// this long means that a process was stopped while it had the turn.
    /// </summary>
    [Durations("1ms", "1m")]
    public required TimeSpan TurnTimeout { get; init; }

    /// <summary>
    /// How long opening waits for the file while another process has it locked: one that changes its tables may take as long.
    /// </summary>
    [Durations("1ms", "1h")]
    public required TimeSpan OpenTimeout { get; init; }

    /// <summary>Connections that read at the same time. Reading is short and from the page cache; more than a few only contend.</summary>
    [Range(1, 64)]
    public required int Readers { get; init; }

    /// <summary>
    /// Writes that may wait in each of the two queues (leases, all else); one more fails at once. A node's journal has a few under way;
    /// the rest are chunks of files.
    /// </summary>
    [Range(1, 1 << 20)]
    public required int MaxQueuedWrites { get; init; }

    /// <summary>Reads that may wait for a connection; one more fails at once.</summary>
    [Range(1, 1 << 20)]
    public required int MaxQueuedReads { get; init; }

    /// <summary>Page cache of each connection: the hot ends of some thousand journals.</summary>
    [Range(100 << 10, 1 << 30)]
    public required int CacheBytes { get; init; }

    /// <summary>
    /// How many pages of 4 KiB the write-ahead log gathers before the commit that finds it so long copies it into the database, which
    /// everyone waits for: some 10 ms for 1,000 pages (SQLite's own default), 25 ms for 16,000, since a page that was written often is
    /// copied once. So rarer is better. What it costs: the file is that long, and who opens it first after a crash reads it all (3 ms for
    /// each 1,000 pages).
    /// </summary>
    [Range(1, 1 << 20)]
    public required int CheckpointPages { get; init; }

    /// <summary>To how many bytes the write-ahead log is cut back after it has been copied into the database.</summary>
    [Range(0, 1 << 30)]
    public required long MaxIdleLogBytes { get; init; }

    /// <exception cref="StoreRefusedException">Names the setting and its value.</exception>
    internal void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Path), nameof(Path), Path, "a file name");
        Require(BusyTimeout >= TimeSpan.FromSeconds(1), nameof(BusyTimeout), BusyTimeout, "1 s or more");
        Require(TurnTimeout > TimeSpan.Zero && TurnTimeout <= BusyTimeout, nameof(TurnTimeout), TurnTimeout,
            "above 0 and not above BusyTimeout");
        Require(OpenTimeout >= TimeSpan.Zero, nameof(OpenTimeout), OpenTimeout, "0 or more");
        Require(Readers is >= 1 and <= 64, nameof(Readers), Readers, "1 to 64");
        Require(MaxQueuedWrites >= 1, nameof(MaxQueuedWrites), MaxQueuedWrites, "1 or more");
        Require(MaxQueuedReads >= 1, nameof(MaxQueuedReads), MaxQueuedReads, "1 or more");
        Require(CacheBytes >= 100 << 10, nameof(CacheBytes), CacheBytes, "100 KiB or more");
        Require(CheckpointPages >= 1, nameof(CheckpointPages), CheckpointPages, "1 or more");
        Require(MaxIdleLogBytes >= 0, nameof(MaxIdleLogBytes), MaxIdleLogBytes, "0 or more");
    }

    static void Require(bool holds, string setting, object value, string range)
    {
        if (!holds) throw new StoreRefusedException($"The SQLite setting {setting} is '{value}'; it must be {range}.");
    }
}
