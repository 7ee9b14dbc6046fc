using Microsoft.Extensions.Logging;

namespace ActorChat.Simulator.World;

/// <summary>What a node logs, in the trace. It logs an error only where it has met a bug that it survives.</summary>
sealed class TraceLogs(Place node, Trace trace) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
        // There is one place to log to.
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var said = formatter(state, exception);
        trace.Say($"{node.Name} {logLevel}: {said} {exception?.Message}");
        if (logLevel >= LogLevel.Error) node.Fail(new InvalidOperationException(said, exception));
    }

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public void Dispose()
    {
        // Nothing is held.
    }
}
