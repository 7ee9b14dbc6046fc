using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Event;

namespace ActorChat.Remoting.Systems;

/// <summary>Where the warnings of an actor system that talks to strangers go.</summary>
sealed class LogSetup(Action<string> write, TimeProvider time) : Setup
{
    /// <summary>Writes a line.</summary>
    public Action<string> Write => write;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;
}

/// <summary>Akka's logger: at most so many lines in a time, whatever strangers do.</summary>
sealed class QuietLogger : ReceiveActor
{
    const int MaxLines = 10;
    static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    readonly LogSetup setup = Context.System.Settings.Setup.Get<LogSetup>().Value;
    long begun;
    int lines;

    /// <summary>Made by Akka, when the system starts.</summary>
    public QuietLogger()
    {
        begun = setup.Time.GetTimestamp();
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
        Receive<LogEvent>(Write);
    }

    // How every peer goes, and is forgotten: no news of anything.
    static bool IsGoodbye(string text) =>
        text.StartsWith("Disassociated", StringComparison.Ordinal) || text.StartsWith("Association to [", StringComparison.Ordinal)
            || text.Contains("EndpointDisassociatedException", StringComparison.Ordinal);

    void Write(LogEvent entry)
    {
        var text = $"{entry.Message}{(entry.Cause is { } cause ? $": {cause.Message}" : "")}";
        if (IsGoodbye(text)) return;
        if (setup.Time.GetElapsedTime(begun) > Period)
        {
            if (lines > MaxLines) setup.Write($"{lines - MaxLines} more such warnings in the last minute");
            (begun, lines) = (setup.Time.GetTimestamp(), 0);
        }
        if (++lines <= MaxLines) setup.Write(text);
    }
}
