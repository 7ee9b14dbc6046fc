using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Tells clients when their node can't serve them, or not all, and when it can again: so that nobody wonders why nothing comes. It looks
/// twice a second, which is as prompt as people are.
/// </summary>
/// <param name="chat">The node.</param>
/// <param name="tellAll">Queues a frame for every client.</param>
public sealed class TroubleTeller(ChatServices chat, Action<byte[]> tellAll)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    volatile string? told;

    /// <summary>What a client that comes now is told; null when there is nothing to tell.</summary>
    public byte[]? ForNewcomers => told is { } message ? Frames.Notice(new Trouble(message)) : null;

    /// <summary>Looks until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, chat.Time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            var now = chat.Actors.Trouble ?? chat.Actors.Limitation;
            if (now == told) continue;
            told = now;
            tellAll(Frames.Notice(new Trouble(now)));
        }
    }
}
