using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors;

/// <summary>
/// How many files and sockets this process may have open, and whether a client's connection leaves enough for all else: the store, other
/// nodes, and the runtime, which ends the process when it can't open what it needs. POSIX gives what is opened the lowest number that is
/// free (open(2), accept(2)), so that a connection's own number says how many are in use.
/// </summary>
sealed partial class Descriptors(ILogger<Descriptors> log)
{
    const string Limits = "/proc/self/limits", Row = "Max open files";

    // An eighth is kept free: of few, for the runtime; of many, what a node and its connections to the store ever open.
    const int Share = 8, MostKept = 256;

    readonly int limit = ReadLimit();

    /// <summary>Whether a connection that was just taken is one too many, and has to be closed at once; then the log says so.</summary>
    public bool TurnsAway(Socket connection)
    {
        if (connection.Handle < limit - int.Min(limit / Share, MostKept)) return false;
        LogTurnedAway(limit);
        return true;
    }

    // Where nobody says it, such as on Windows, there is none to speak of.
    static int ReadLimit()
    {
        if (!File.Exists(Limits)) return int.MaxValue;
        // The soft one comes first. The runtime has raised it to the hard one when it started.
        var soft = File.ReadLines(Limits).First(line => line.StartsWith(Row, StringComparison.Ordinal))[Row.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : int.MaxValue;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "Clients are turned away: this process may have {Limit} files and sockets open. For more, raise ulimit -n, or LimitNOFILE")]
    partial void LogTurnedAway(int limit);
}
