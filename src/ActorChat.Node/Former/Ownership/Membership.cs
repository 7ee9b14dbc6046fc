using System.Collections.Concurrent;
using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Former.Ownership;

/// <summary>What a membership does to the rest of its node.</summary>
public interface IMembershipEvents
{
    /// <summary>The node lives under this incarnation from now on; it owns nothing yet.</summary>
    void OnJoined(string incarnation);

    /// <summary>The lease is over: stop serving at once.</summary>
    Task OnLost();

    /// <summary>The view differs from the one before.</summary>
    void OnViewChanged();

    /// <summary>These shards are this node's, and should be: serve them. Called again and again with those that are served already.</summary>
    void OnOwned(IReadOnlyCollection<ShardClaim> claims);

    /// <summary>These shards should be another node's: finish what is under way. They are released when it ends.</summary>
    Task OnHandOff(IReadOnlyList<int> shards);

    /// <summary>Shards changed owner by this node's doing: others should look.</summary>
    void OnMoved();
}

/// <summary>
/// A node's life in the cluster. The database is the referee: a node lives while its lease runs, and owns what its rows say.
///
/// <code>
///  joining --joined--> alive --lease lost--> joining (as a new incarnation)
///     |                  |
///     +--name taken: wait+--leave: hand off all, remove the row--> gone
/// </code>
///
/// Two loops: one renews the lease every third of it; one looks at the cluster (every poll, or when hinted), takes the free
/// shards that placement gives this node, and hands off those that it gives to others.
/// </summary>
public sealed partial class Membership(
    IOwnershipStore store, StoreHealth health, ClusterView view, NodeLease lease, IMembershipEvents events, ActorOptions options,
    TimeProvider time, IRandom random, ILogger<Membership> log)
{
    readonly Signal hint = new();

    // Claims under which a commit may still come about though its entity has given it up.
    readonly ConcurrentDictionary<ShardClaim, bool> distrusted = new();
    readonly Limit oneAtATime = new(1);
    NodeRecord self = new("", "", "", "");
    volatile bool leaving;

    /// <summary>The incarnation under which this node lives.</summary>
    public string Incarnation => self.Incarnation;

    /// <summary>Why the node can't serve, for people; null when it can.</summary>
    public string? Trouble { get; private set; } = "it has not joined the cluster yet";

    /// <summary>Whether the lease runs, every shard has a live owner, and this node owns exactly what placement gives it.</summary>
    public bool IsSettled => lease.IsValid && view.IsWhole && view.Node(Incarnation) is not null && view.CountOwnedBy(Incarnation) == Desired().Count;

    /// <summary>Joins; waits while another live node has the name. Then call <see cref="Run"/>.</summary>
    public async Task Join(string clientAddress, string clusterAddress, CancellationToken stop)
    {
        while (true)
        {
            var candidate = new NodeRecord(options.Name, $"{options.Name}.{random.Token(9)}", clientAddress, clusterAddress);
            var asked = time.GetTimestamp();
            try
            {
                var outcome = await store.Join(candidate, options.Lease, stop);
                if (outcome.Joined)
                {
                    self = candidate;
                    lease.Extend(asked, options.Lease - options.LeaseMargin);
                    Trouble = null;
                    events.OnJoined(candidate.Incarnation);
                    LogJoined(candidate.Incarnation);
                    return;
                }
                Trouble = $"a node named {options.Name} is alive, or was killed: its lease runs for {outcome.RetryAfter.TotalSeconds:F0} s";
                LogNameTaken(options.Name, outcome.RetryAfter);
                await Task.Delay(outcome.RetryAfter < options.ClusterPoll ? outcome.RetryAfter : options.ClusterPoll, time, stop);
            }
            catch (StoreUnavailableException e)
            {
                Trouble = $"the store does not answer: {e.Message}";
                LogStoreUnavailable(e.Message);
                await Task.Delay(options.ClusterPoll, time, stop);
            }
        }
    }

    /// <summary>Renews and rebalances until cancelled.</summary>
    public Task Run(CancellationToken stop) => Task.WhenAll(RenewLoop(stop), RebalanceLoop(stop));

    /// <summary>Somebody came, left, or moved shards: look soon.</summary>
    public void Hint() => hint.Set();

    /// <summary>Nobody knows how a commit under this claim ended: its shard needs a new epoch before it is served again.</summary>
    public void Distrust(ShardClaim claim)
    {
        distrusted[claim] = true;
        Hint();
    }

    /// <summary>Takes no shards any more, hands off what it owns, and removes the node's row.</summary>
    public async Task Leave()
    {
        leaving = true;
        using var timeout = new CancellationTokenSource(options.DrainTimeout, time);
        try
        {
            await oneAtATime.Take(timeout.Token);
            await store.Renew(Incarnation, options.Lease, leaving: true, timeout.Token);
            await HandOff([.. Enumerable.Range(0, options.ShardCount)], timeout.Token);
            await store.Leave(Incarnation, timeout.Token);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException)
        {
            LogLeftInHaste(e.Message);
        }
        lease.End();
        events.OnMoved();
    }

    async Task RenewLoop(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(options.Lease / 3, time, stop);
            if (lease.IsValid) await Renew(stop);
            if (!lease.IsValid && !leaving) await Rejoin(stop);
        }
    }

    // While the store does not answer, the lease runs on until it is over.
    async Task Renew(CancellationToken stop)
    {
        var asked = time.GetTimestamp();
        var call = health.Begin();
        try
        {
            using var timeout = new CancellationTokenSource(options.Lease / 3, time);
            var renewed = await store.Renew(Incarnation, options.Lease, leaving, timeout.Token).WaitAsync(timeout.Token);
            health.Written(call);
            if (renewed) lease.Extend(asked, options.Lease - options.LeaseMargin);
            else lease.End();
        }
        catch (StoreUnavailableException e)
        {
            health.Failed(call, e.Message);
            LogStoreUnavailable(e.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            health.Failed(call, $"the lease could not be renewed within {options.Lease.TotalSeconds / 3:0.#} s");
            LogStoreUnavailable("the lease could not be renewed in time");
        }
    }

    // What this incarnation owned may have been taken, or soon will be. A new one starts from nothing.
    async Task Rejoin(CancellationToken stop)
    {
        LogLost(Incarnation);
        lease.End();
        await oneAtATime.Take(stop);
        try
        {
            await events.OnLost();
            await store.Leave(Incarnation, stop);
            await Join(self.ClientAddress, self.ClusterAddress, stop);
        }
        catch (StoreUnavailableException e)
        {
            Trouble = $"the store does not answer, and the lease has run out: {e.Message}";
            LogStoreUnavailable(e.Message);
        }
        finally
        {
            oneAtATime.Release();
        }
        Hint();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Joined the cluster as {Incarnation}")]
    partial void LogJoined(string incarnation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A node named {Name} is alive, or was killed a moment ago; this one waits for the end of its lease, {RetryAfter}. If it is alive, give this node another --name")]
    partial void LogNameTaken(string name, TimeSpan retryAfter);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer: {Reason}")]
    partial void LogStoreUnavailable(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of {Incarnation} has run out; this node stops its entities and joins anew")]
    partial void LogLost(string incarnation);

    [LoggerMessage(Level = LogLevel.Information, Message = "Took {Count} shards")]
    partial void LogTaken(int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Handed off {Count} shards")]
    partial void LogHandedOff(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left without handing off everything: {Reason}. Others take over when the lease has run out")]
    partial void LogLeftInHaste(string reason);
}
