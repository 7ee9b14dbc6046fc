using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Hosting;

/// <summary>
/// An entry of the log as one line for people. What the world outside did (a database that is away, a connection that broke) is said in a
/// sentence; only what may be a fault of the program comes with the places in it.
/// </summary>
static class LogLine
{
    /// <summary>The longest reason; those of databases repeat themselves in every layer.</summary>
    public const int MaxReason = 300;

    /// <summary>The longest description of a fault of the program: its first twenty places or so.</summary>
    public const int MaxFault = 4_000;

    /// <summary>The line, without its end.</summary>
    /// <param name="missed">Entries like this one that were not written since the last.</param>
    public static string Of(DateTimeOffset at, LogLevel level, string category, string message, Exception? cause, int missed)
    {
        var more = missed > 0 ? string.Create(CultureInfo.InvariantCulture, $" ({missed} more like this one before it)") : "";
        var where = category[(category.LastIndexOf('.') + 1)..];
        var time = at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return $"{time} {Word(level)}: {where}: {message}{Of(cause)}{more}".ReplaceLineEndings(" ");
    }

    /// <summary>Whether the world outside is to blame, and not the program.</summary>
    public static bool IsOutside(Exception? cause) => Chain(cause).Any(one => one
        is StoreUnavailableException or DbException or IOException or SocketException or TimeoutException or OperationCanceledException
            or AuthenticationException);

    static string Of(Exception? cause) =>
        cause is null ? "" : IsOutside(cause) ? $": {Cut(Reason(cause), MaxReason)}" : $" {Cut(cause.ToString(), MaxFault)}";

    // Each layer's own words, once.
    static string Reason(Exception cause)
    {
        List<string> reasons = [];
        foreach (var message in Chain(cause).Where(one => one is not AggregateException).Select(one => one.Message.Trim()))
        {
            if (!reasons.Any(before => before.Contains(message, StringComparison.Ordinal))) reasons.Add(message);
        }
        return string.Join(": ", reasons);
    }

    static IEnumerable<Exception> Chain(Exception? cause)
    {
        for (; cause is not null; cause = cause.InnerException) yield return cause;
    }

    static string Cut(string text, int max) => text.Length <= max ? text : $"{text.AsSpan(0, max)}…";

    static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
