using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using AkkaLevel = Akka.Event.LogLevel;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace ActorChat.Node.Clustering;

/// <summary>Where Akka's log goes.</summary>
public sealed class LogSetup(ILoggerFactory logs) : Setup
{
    /// <summary>Where Akka's log goes.</summary>
    public ILoggerFactory Logs { get; } = logs;
}

/// <summary>
/// Hands Akka's log on. What Akka tells as information is about its own working, so it is for debugging here; and so are the
/// warnings that only say that something has not come yet.
/// </summary>
public sealed partial class AkkaLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    /// <summary>What comes at every start or end of a node and means nothing.</summary>
    static readonly string[] Harmless =
    [
        "No coordinator found to register", "Trying to register to coordinator", "requested shard homes", "retry request for shard",
        "Tried to associate with unreachable", "Association with remote system", "AssociationError", "Couldn't join seed nodes",
        "Received gossip message from unknown", "received dead letter", "Connection was reset by the remote peer",
        // The end of a peer, which the cluster tells of in its own words; and what waits for a shard in motion, which is asked again.
        "Disassociated", "No response from remote", "buffered messages to shard",
    ];

    readonly ILoggerFactory logs = Context.System.Settings.Setup.Get<LogSetup>() is { HasValue: true } setup
        ? setup.Value.Logs
        : throw new ActorInitializationException("The actor system was made without LogSetup.");

    /// <summary>The least that Akka needs to log, so that it does not make texts that nobody reads.</summary>
    public static string LevelFor(ILoggerFactory logs)
    {
        var log = logs.CreateLogger(nameof(Akka));
        return log.IsEnabled(LogLevel.Trace) ? "DEBUG" : log.IsEnabled(LogLevel.Debug) ? "INFO" : "WARNING";
    }

    /// <summary>The level at which an event is logged here.</summary>
    public static LogLevel LevelOf(AkkaLevel level, string text) => level switch
    {
        AkkaLevel.DebugLevel => LogLevel.Trace,
        AkkaLevel.InfoLevel => LogLevel.Debug,
        // Who has the wrong certificate must hear of it.
        _ when Harmless.Any(part => Has(text, part)) && !Has(text, "certificate") => LogLevel.Debug,
        AkkaLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent logged:
                var text = logged.Message?.ToString() ?? "";
                var log = logs.CreateLogger(logged.LogClass?.FullName ?? nameof(Akka));
                Log(log, LevelOf(logged.LogLevel(), text), text, logged.LogSource, logged.Cause);
                return true;
            default:
                return false;
        }
    }

    static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Message = "{Text} [{Source}]")]
    static partial void Log(ILogger log, LogLevel level, string text, string source, Exception? cause);
}

/// <summary>What Akka says while its loggers are not there yet, or not any more: at a system's end it is nothing but complaints.</summary>
public sealed class SilentLogger : MinimalLogger
{
    /// <inheritdoc/>
    protected override void Log(object message)
    {
    }
}
