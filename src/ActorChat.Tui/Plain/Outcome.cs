using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tui.Plain;

/// <summary>What scripts want to know in the end: whether everything went well, and what did not reach its room.</summary>
sealed class Outcome
{
    readonly Lock _lock = new();
    readonly Dictionary<string, OutboxItem> _unsent = [];
    bool _refused;

    /// <summary>
    /// The command that was begun last: one that a signal ended was not done, or nobody knows. What the connection's end answers to it may
    /// come too late to count.
    /// </summary>
    public Task UnderWay { get; set; } = Task.CompletedTask;

    /// <summary>Something was refused, typed wrongly, or failed on this machine.</summary>
    public void Refused()
    {
        lock (_lock) _refused = true;
    }

    /// <summary>Takes note of what happens on the connection.</summary>
    public void Take(ClientEvent happened)
    {
        lock (_lock)
        {
            if (happened is FrameIn { Quiet: false, Frame: Error } or SessionLost or OutboxChanged { State: OutboxState.Refused })
            {
                _refused = true;
            }
            if (happened is not OutboxChanged changed) return;
            if (changed.State is OutboxState.Posted or OutboxState.Refused) _unsent.Remove(changed.Item.Key);
            else _unsent[changed.Item.Key] = changed.Item;
        }
    }

    /// <summary>Messages that nobody has acknowledged, in words, oldest first.</summary>
    public IReadOnlyList<string> Unsent
    {
        get
        {
            lock (_lock) return [.. _unsent.Values.Select(item => $"Not sent, or not known to be, to {Where(item)}: {item.Text}")];
        }
    }

    static string Where(OutboxItem item) =>
        item.Under is { } under ? under.Shown : item.Private ? $"@{item.Target}" : item.Target;

    /// <summary>How the program is to end.</summary>
    /// <param name="unreachable">No node could be reached, and nobody wanted to wait.</param>
    public int ExitCode(bool unreachable)
    {
        var isUndone = !UnderWay.IsCompletedSuccessfully;
        lock (_lock)
        {
            return unreachable ? ExitCodes.Unreachable : _refused || isUndone || _unsent.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
        }
    }
}
