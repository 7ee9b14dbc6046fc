using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Clustering;

/// <summary>Whether a question may be asked again when nobody knows whether it was acted on.</summary>
public enum Repeat
{
    /// <summary>No: the asker learns that the outcome is unknown.</summary>
    WhenCertain,

    /// <summary>Yes: asking twice does no harm (queries, and commands that carry a key).</summary>
    Always,
}

/// <summary>
/// Routes a command to the owner of its entity, here or on another node. A command for a shard in motion waits, boundedly, and
/// goes to the new owner; past its deadline the asker gets an answer, never silence.
/// </summary>
public sealed class Region(
    ClusterView view, EntityHost host, IReadOnlyDictionary<string, EntityKind> kinds, IRemoteAsk remote, ActorOptions options, TimeProvider time)
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(10), LongestRetry = TimeSpan.FromMilliseconds(250);
    readonly Deadlines deadlines = new(time);

    /// <summary>This node's incarnation.</summary>
    public string Me { get; set; } = "";

    /// <summary>Called when routing met an owner that is none any more: the view is stale.</summary>
    public event Action? Stale;

    /// <summary>Asks an entity. The first attempt is handed over before this returns, so that one asker's commands keep their order.</summary>
    public Task<AskResult> Ask(EntityId to, object command, Repeat repeat = Repeat.WhenCertain, TimeSpan? timeout = null)
    {
        var deadline = deadlines.After(timeout ?? options.AskTimeout);
        var first = AskOnce(to, command, Left(deadline));
        return first.IsCompletedSuccessfully && !ShouldRepeat(first.Result, repeat) ? first : KeepAsking(first, to, command, repeat, deadline);
    }

    async Task<AskResult> KeepAsking(Task<AskResult> first, EntityId to, object command, Repeat repeat, long deadline)
    {
        var delay = FirstRetry;
        var everUnknown = false;
        var result = await first;
        while (ShouldRepeat(result, repeat))
        {
            everUnknown |= result.Status == AskStatus.Unknown;
            if (Left(deadline) <= TimeSpan.Zero) return new(everUnknown ? AskStatus.Unknown : AskStatus.Unavailable);
            var changed = view.Changed;
            Stale?.Invoke();
            await Task.WhenAny(changed, Task.Delay(delay, time));
            delay = delay < LongestRetry ? delay * 2 : delay;
            result = await AskOnce(to, command, Left(deadline));
        }
        return result;
    }

    Task<AskResult> AskOnce(EntityId to, object command, TimeSpan left)
    {
        if (left <= TimeSpan.Zero) return Task.FromResult(new AskResult(AskStatus.Moved));
        var owner = view.OwnerOf(Shards.Of(to, options.ShardCount));
        if (owner is null) return Task.FromResult(new AskResult(AskStatus.Moved));
        return owner.Incarnation == Me ? AskHere(to, command, left) : remote.Ask(owner, to, kinds[to.Kind], command, left);
    }

    Task<AskResult> AskHere(EntityId to, object command, TimeSpan left)
    {
        var envelope = new AskEnvelope(command, deadlines, left);
        host.Deliver(to, envelope);
        return envelope.Result;
    }

    static bool ShouldRepeat(AskResult result, Repeat repeat) =>
        result.Status == AskStatus.Moved || (result.Status == AskStatus.Unknown && repeat == Repeat.Always);

    TimeSpan Left(long deadline) => time.GetElapsedTime(time.GetTimestamp(), deadline);
}

/// <summary>Asks entities on other nodes.</summary>
public interface IRemoteAsk
{
    /// <summary>One attempt. <see cref="AskStatus.Moved"/> when it was certainly not acted on, <see cref="AskStatus.Unknown"/> when the way back was lost.</summary>
    Task<AskResult> Ask(NodeRecord owner, EntityId to, EntityKind kind, object command, TimeSpan timeout);
}
