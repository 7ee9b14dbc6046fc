using System.Collections.Concurrent;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Links;

/// <summary>
/// Whether the peers can be reached: each is sent a pulse all the time over the link that this node dialled, and answers over its own. A link
/// may have died without a word; one on which no answer came for too long is given up and dialled anew, so that what waits for it
/// learns of it now, and not when the system does, after many minutes.
/// </summary>
public sealed partial class Pulse(INetwork network, ActorOptions options, TimeProvider time, ILogger log)
{
    readonly ConcurrentDictionary<string, Beat> beats = new();

    /// <param name="Heard">When the peer answered last, or came to be known; a timestamp.</param>
    /// <param name="Since">Since when the link has had its chance: it stands, or was given up; a timestamp.</param>
    readonly record struct Beat(long Heard, long Since);

    /// <summary>Whether the peer has answered of late, or is new.</summary>
    public bool Reaches(string peer) => !beats.TryGetValue(peer, out var beat) || !IsSilent(beat.Heard);

    /// <summary>These are the peers from now on.</summary>
    public void SetPeers(IReadOnlyCollection<NodeRecord> peers)
    {
        var now = time.GetTimestamp();
        foreach (var peer in peers) beats.TryAdd(peer.Incarnation, new(now, now));
        foreach (var gone in beats.Keys.Except(peers.Select(peer => peer.Incarnation))) beats.TryRemove(gone, out _);
    }

    /// <summary>The link to a peer stands: it is asked at once.</summary>
    public void OnUp(string peer)
    {
        network.Send(peer, FrameWriter.Begin(FrameKind.Pulse).End());
        if (beats.TryGetValue(peer, out var beat)) beats.TryUpdate(peer, beat with { Since = time.GetTimestamp() }, beat);
    }

    /// <summary>A peer wants to know whether this node lives.</summary>
    public void OnAsked(string peer) => network.Send(peer, FrameWriter.Begin(FrameKind.PulseAnswer).End());

    /// <summary>A peer has answered.</summary>
    public void OnAnswered(string peer)
    {
        if (beats.TryGetValue(peer, out var beat)) beats.TryUpdate(peer, beat with { Heard = time.GetTimestamp() }, beat);
    }

    /// <summary>Asks until cancelled.</summary>
    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.PulseInterval, time);
        while (await timer.WaitForNextTickAsync(stop))
        {
            foreach (var (peer, beat) in beats)
            {
                network.Send(peer, FrameWriter.Begin(FrameKind.Pulse).End());
                if (!IsSilent(beat.Heard) || !IsSilent(beat.Since)) continue;
                beats.TryUpdate(peer, beat with { Since = time.GetTimestamp() }, beat);
                LogGivenUp(peer, time.GetElapsedTime(beat.Heard));
                network.GiveUp(peer);
            }
        }
    }

    bool IsSilent(long since) => time.GetElapsedTime(since) > options.MaxSilence;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Peer} has not answered for {Silence}: the link is given up and dialled anew")]
    partial void LogGivenUp(string peer, TimeSpan silence);
}
