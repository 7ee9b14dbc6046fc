using System.Diagnostics;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>Lets senders post in turns at a fixed rate, however slow the answers are.</summary>
sealed class Pace(ChatClient[] senders, double perSecond) : ITicker
{
    readonly long start = Stopwatch.GetTimestamp();
    long sent;

    /// <summary>Messages that could not go out because their sender waits for too many acknowledgements.</summary>
    public long HeldBack { get; private set; }

    /// <summary>The longest that a message went out after its time: how far the generator itself was late, in timestamp ticks.</summary>
    public long LatestTicks { get; private set; }

    /// <inheritdoc/>
    public long Tick(long now)
    {
        while (TimeOf(sent) is var due && due <= now)
        {
            LatestTicks = Math.Max(LatestTicks, now - due);
            var sender = senders[sent++ % senders.Length];
            if (sender.Poster!.Open >= Poster.MaxOpen)
            {
                HeldBack++;
                continue;
            }
            sender.Poster.Due = 1;
            sender.Post(Stopwatch.GetTimestamp());
        }
        return TimeOf(sent);
    }

    long TimeOf(long message) => start + (long)(message / perSecond * Stopwatch.Frequency);
}
