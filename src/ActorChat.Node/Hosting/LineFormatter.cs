using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ActorChat.Node.Hosting;

/// <summary>Writes the log on the console, a line for each entry, and of what repeats itself one in a while.</summary>
sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    /// <summary>Its name for the console's options.</summary>
    public const string FormatterName = "line";

    // Others log all their texts under one number: how they begin tells them apart.
    const int CharsThatTellApart = 24;

    static readonly TimeProvider Time = TimeProvider.System;

    readonly LogRepeats repeats = new(Time);

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        if (Missed(logEntry, message) is not { } missed) return;
        textWriter.WriteLine(LogLine.Of(Time.GetUtcNow(), logEntry.LogLevel, logEntry.Category, message, logEntry.Exception, missed));
    }

    // Faults of the program are always written, and so is what is no complaint.
    int? Missed<TState>(in LogEntry<TState> entry, string message)
    {
        if (entry.LogLevel < LogLevel.Warning || (entry.Exception is not null && !LogLine.IsOutside(entry.Exception))) return 0;
        var isOurs = entry.Category.StartsWith("ActorChat", StringComparison.Ordinal);
        return repeats.Admit(entry.Category, entry.EventId.Id, isOurs ? "" : message[..Math.Min(message.Length, CharsThatTellApart)]);
    }
}
