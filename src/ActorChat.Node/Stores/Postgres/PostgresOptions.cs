using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>Which server, and the limits of its use. What is set here stands above the same setting in the connection string.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// As Npgsql takes it: <c>Host=db1;Username=chat;Password=…;Database=chat</c>. The tables go to the first schema of its Search Path.
    /// </summary>
    public string ConnectionString { get; private init; } = "";

    /// <summary>The same limits for this server.</summary>
    public PostgresOptions At(string connection) => this with { ConnectionString = connection };

    /// <summary>
    /// How long making a connection, or waiting for a free one, may take. Well under a third of a lease, so that a renewal can be tried
    /// again.
    /// </summary>
    [Durations("1s", "1m")]
    public required TimeSpan ConnectTimeout { get; init; }

    /// <summary>How long the server may take for one call. Longer than a busy server's commits, shorter than half a lease.</summary>
    [Durations("1s", "1m")]
    public required TimeSpan CommandTimeout { get; init; }

    /// <summary>
    /// Connections for all else: reading, files' chunks, the index of words. Each call holds one for one round trip. Some hundred nodes'
    /// worth must fit the server's max_connections.
    /// </summary>
    [Range(1, 1000)]
    public required int MaxConnections { get; init; }

    /// <summary>
    /// Connections kept for commits: as many as there are commit loops, so that a commit never queues behind reads, and the server's
    /// processes that know its statements are few and busy.
    /// </summary>
    [Range(1, 100)]
    public required int MaxCommitConnections { get; init; }

    /// <summary>Connections kept for leases alone, so that a renewal never queues behind commits.</summary>
    [Range(1, 100)]
    public required int MaxLeaseConnections { get; init; }

    /// <summary>Calls under way or waiting for a connection; one more fails at once.</summary>
    [Range(1, 1 << 20)]
    public required int MaxCalls { get; init; }

    /// <summary>
    /// Bytes that are sent to the server at once. A commit that fits leaves in one piece, so a node that is stopped in the middle of
    /// sending does not leave a transaction half sent, with rows locked.
    /// </summary>
    [Range(8192, 16 << 20)]
    public required int WriteBufferBytes { get; init; }

    /// <summary>
    /// Settings of the server's session, sent on connecting. The first four let the server notice within some seconds that a node was cut
    /// off in the middle of a transaction. The others make it plan each statement once, for its index (a plan made while a table was
    /// young would read it whole for ever), and not compile it, which what has no index, and so a forbidding cost, would set off. Empty
    /// where a pooler in between, or another engine, refuses them.
    /// </summary>
    public required string SessionSettings { get; init; }

    /// <exception cref="StoreRefusedException">
    /// Names the setting and its value; never the connection string, which may hold a password.
    /// </exception>
    internal void Validate()
    {
        Require(ConnectTimeout >= TimeSpan.FromSeconds(1), nameof(ConnectTimeout), ConnectTimeout, "1 s or more");
        Require(CommandTimeout >= TimeSpan.FromSeconds(1), nameof(CommandTimeout), CommandTimeout, "1 s or more");
        Require(MaxConnections is >= 1 and <= 1000, nameof(MaxConnections), MaxConnections, "1 to 1000");
        Require(MaxCommitConnections is >= 1 and <= 100, nameof(MaxCommitConnections), MaxCommitConnections, "1 to 100");
        Require(MaxLeaseConnections is >= 1 and <= 100, nameof(MaxLeaseConnections), MaxLeaseConnections, "1 to 100");
        Require(MaxCalls >= 1, nameof(MaxCalls), MaxCalls, "1 or more");
        Require(WriteBufferBytes is >= 8192 and <= 16 * 1024 * 1024, nameof(WriteBufferBytes), WriteBufferBytes, "8192 to 16777216");
    }

    /// <exception cref="StoreRefusedException">The connection string can't be read.</exception>
    internal string ConnectionStringFor(int connections)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(ConnectionString)
            {
                ApplicationName = "actorchat",
                Timeout = WholeSeconds(ConnectTimeout),
                CommandTimeout = WholeSeconds(CommandTimeout),
                // Milliseconds to wait for a cancelled call's answer before the connection is given up.
                CancellationTimeout = 500,
                MaxPoolSize = connections,
                MinPoolSize = 0,
                MaxAutoPrepare = 100,
                AutoPrepareMinUsages = 2,
                WriteBufferSize = WriteBufferBytes,
                TcpKeepAlive = true,
                Options = SessionSettings,
                Enlist = false,
            }.ToString();
        }
        catch (ArgumentException failure)
        {
            throw new StoreRefusedException($"The PostgreSQL connection string can't be read: {failure.Message}");
        }
    }

    static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);

    static void Require(bool holds, string setting, object value, string range)
    {
        if (!holds) throw new StoreRefusedException($"The PostgreSQL setting {setting} is '{value}'; it must be {range}.");
    }
}
