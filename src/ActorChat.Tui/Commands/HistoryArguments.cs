using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>
/// <c>/history [n] [room]</c>: both may be left out, so a single argument is a number if it reads as one. <c>room#number</c> stands for
/// what was said around that message.
/// </summary>
static class HistoryArguments
{
    public static Input Read(IReadOnlyList<string> given) => given switch
    {
        [] => new ShowHistory(CommandTable.DefaultHistory, null),
        [var only] when Count(only) is { } count => InRange(count, null),
        [var room] => InRange(CommandTable.DefaultHistory, room),
        [var first, var room] when Count(first) is { } count => InRange(count, room),
        _ => new Wrong($"'{given[0]}' is not a number.", CommandTable.Find("history")!.Usage),
    };

    static Input InRange(int count, string? room) => count is >= 1 and <= ProtocolLimits.MaxHistoryPage
        ? room?.Contains('#') == true && MessageName.Parse(room) is { } message ? new ShowAround(message, count)
            : new ShowHistory(count, room)
        : new Wrong($"n is 1 to {ProtocolLimits.MaxHistoryPage}.", CommandTable.Find("history")!.Usage);

    static int? Count(string text) =>
        text.All(char.IsAsciiDigit) ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
            : int.MaxValue : null;
}
