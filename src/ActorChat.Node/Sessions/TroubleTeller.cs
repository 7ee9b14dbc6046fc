using ActorChat.Messages;
using ActorChat.Node.Clustering;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Tells clients when their node can't serve them, or not all, and when it can again: so that nobody wonders why nothing comes. It looks
/// twice a second, which is as prompt as people are. When the node has lost its place in the cluster and does not find back, its clients
/// are sent to the other nodes: these serve everything by then.
/// </summary>
/// <param name="node">Where it looks.</param>
/// <param name="time">The clock.</param>
/// <param name="tellAll">Queues a frame for every client.</param>
/// <param name="sendAway">Tells every client which other nodes there are, if there are any.</param>
/// <param name="closeUnlessOf">Closes the connections that began in another generation of the store.</param>
public sealed class TroubleTeller(
    IEngine node, TimeProvider time, Action<byte[]> tellAll, Action sendAway, Action<string> closeUnlessOf)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    // A node that was asleep or was downed by mistake is back within two or three seconds: nobody need move for that.
    static readonly TimeSpan ReturnPatience = TimeSpan.FromSeconds(5);

    volatile string? told;

    // Only the loop's own: since when the node has had no place in the cluster, and whether its clients were sent away for that.
    long? homelessSince;
    bool isSentAway;
    string? generation;

    /// <summary>What a client that comes now is told; null when there is nothing to tell.</summary>
    public byte[]? ForNewcomers => told is { } message ? Frames.Notice(new Trouble(message)) : null;

    /// <summary>Looks until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stop)) Look();
    }

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        TellTrouble();
        LookAtPlace();
        LookAtGeneration();
    }

    void LookAtGeneration()
    {
        var now = node.Generations is { Count: > 0 } known ? known[^1] : null;
        if (now is not null && generation is not null && now != generation) closeUnlessOf(now);
        generation = now ?? generation;
    }

    void TellTrouble()
    {
        var now = node.Trouble ?? node.Limitation;
        if (now == told) return;
        told = now;
        tellAll(Frames.Notice(new Trouble(now)));
    }

    void LookAtPlace()
    {
        if (node.IsServing)
        {
            (homelessSince, isSentAway) = (null, false);
            return;
        }
        homelessSince ??= time.GetTimestamp();
        if (isSentAway || time.GetElapsedTime(homelessSince.Value) < ReturnPatience) return;
        isSentAway = true;
        sendAway();
    }
}
