using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Entities;

namespace ActorChat.Node.Clustering;

/// <summary>Whether a question may be asked again when nobody knows whether it was acted on.</summary>
public enum Repeat
{
    /// <summary>No: the asker learns that the outcome is unknown.</summary>
    WhenCertain,

    /// <summary>Yes: asking twice does no harm (queries, and what sets something to what it is).</summary>
    Always,

    /// <summary>
    /// Yes: the command carries a key, by which it is known again. But an earlier attempt that is still on its way may come about after a
    /// later one was refused, when its author has come into the room meanwhile: such a refusal says nothing.
    /// </summary>
    ByKey,
}

/// <summary>
/// Asks entities, wherever their shards are. A command for a shard in motion waits in the shard region, boundedly. What certainly was not
/// done is asked again; past its deadline the asker gets an answer, never silence.
/// </summary>
public sealed class Region(AskOptions options, TimeProvider time)
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(10), LongestRetry = TimeSpan.FromMilliseconds(250);

    // Null while there is no actor system.
    volatile IEntities? entities;
    volatile CancellationTokenSource changed = new();

    /// <summary>There is an actor system.</summary>
    public void Begin(IEntities entities)
    {
        this.entities = entities;
        TellChanged();
    }

    /// <summary>The actor system is about to end, or gone.</summary>
    public void End() => entities = null;

    /// <summary>The cluster is not what it was: what waits for the answer of a node that is gone need wait no longer.</summary>
    public void TellChanged() => Interlocked.Exchange(ref changed, new()).Cancel();

    /// <summary>
    /// Asks an entity. The first attempt is handed over before this returns, so that one asker's commands keep their order.
    /// </summary>
    public Task<AskResult> Ask(EntityId to, object command, Repeat repeat = Repeat.WhenCertain, TimeSpan? timeout = null)
    {
        var begun = time.GetTimestamp();
        var left = timeout ?? options.Timeout;
        return KeepAsking(AskOnce(to, command, repeat, left), to, command, repeat, left, begun);
    }

    async Task<AskResult> KeepAsking(Task<AskResult> first, EntityId to, object command, Repeat repeat, TimeSpan timeout, long begun)
    {
        var delay = FirstRetry;
        var everUnknown = false;
        var result = await first;
        while (ShouldRepeat(result, repeat))
        {
            everUnknown |= result.Status == AskStatus.Unknown;
            var left = timeout - time.GetElapsedTime(begun);
            if (left <= delay) return new(everUnknown ? AskStatus.Unknown : AskStatus.Unavailable);
            await Pause(delay);
            delay = delay < LongestRetry ? delay * 2 : delay;
            result = await AskOnce(to, command, repeat, left);
        }
        return everUnknown && repeat == Repeat.ByKey && !IsDone(result) ? AskResult.Unknown : result;
    }

    // Nor is an answer that asks for the question anew one that it is done.
    static bool IsDone(AskResult result) => result is { Status: AskStatus.Answered, Reply: ForClient { Reply: not Error } };

    Task<AskResult> AskOnce(EntityId to, object command, Repeat repeat, TimeSpan left)
    {
        if (entities is not { } there) return Task.FromResult(AskResult.Moved);
        var again = repeat != Repeat.WhenCertain;
        var patience = again && options.AgainAfter < left ? options.AgainAfter : left;
        return there.Ask(new(to, command), patience, again ? changed.Token : CancellationToken.None);
    }

    // Not longer than until the cluster changes.
    async Task Pause(TimeSpan delay)
    {
        var waiting = Task.Delay(delay, time, changed.Token);
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    static bool ShouldRepeat(AskResult result, Repeat repeat) =>
        result.Status == AskStatus.Moved || (result.Status == AskStatus.Unknown && repeat != Repeat.WhenCertain);
}
