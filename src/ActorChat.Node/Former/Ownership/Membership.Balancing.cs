using ActorChat.Node.Stores;

namespace ActorChat.Node.Former.Ownership;

// The second loop: look who lives and who owns, hand off what others should have, take what is free and should be here.
public sealed partial class Membership
{
    static readonly TimeSpan JustAfter = TimeSpan.FromMilliseconds(1);

    // The poll, or less when a lease is about to end: whoever looks just after that takes over at once. Only the loop's own.
    TimeSpan untilNextLook = options.ClusterPoll;

    // What placement gave this node last.
    volatile Placed? placed;

    sealed record Placed(IReadOnlyList<NodeRecord> Among, IReadOnlyList<int> Shards);

    async Task RebalanceLoop(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Look(stop);
            }
            catch (StoreUnavailableException e)
            {
                LogStoreUnavailable(e.Message);
            }
            await hint.Wait(untilNextLook, time, stop);
        }
    }

    async Task Look(CancellationToken stop)
    {
        untilNextLook = options.ClusterPoll;
        await oneAtATime.Take(stop);
        try
        {
            await Read(stop);
            if (leaving || !lease.IsValid) return;
            if (await HandOff(Undesired(), stop)) await Read(stop);
            ServeOwned();
            if (await Take(stop)) await Read(stop);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    // Whatever changes the view tells of it at once: what comes after may fail, and the next look would see nothing new.
    async Task Read(CancellationToken stop)
    {
        var call = health.Begin();
        try
        {
            var cluster = await store.ReadCluster(stop);
            health.Read(call);
            if (cluster.NextLeaseEnd + JustAfter is { } end && end < options.ClusterPoll) untilNextLook = end;
            if (view.Update(cluster, options.ShardCount)) events.OnViewChanged();
        }
        catch (StoreUnavailableException e)
        {
            health.Failed(call, e.Message);
            throw;
        }
        finally
        {
            health.Forget(call);
        }
    }

    // Whether it took any.
    async Task<bool> Take(CancellationToken stop)
    {
        var wanted = Desired().Where(shard => view.ClaimOf(shard) is null).ToList();
        if (wanted.Count == 0) return false;
        var taken = await store.Take(Incarnation, wanted, stop);
        if (taken.Count == 0) return false;
        LogTaken(taken.Count);
        events.OnOwned([.. taken.Select(shard => new ShardClaim(shard.Shard, Incarnation, shard.Epoch))]);
        events.OnMoved();
        return true;
    }

    // What the store says is this node's may be news: the answer to a take, or to a release, may have been lost.
    void ServeOwned() => events.OnOwned(
        [.. Desired().Select(view.ClaimOf).OfType<ShardClaim>().Where(claim => claim.Owner == Incarnation && !distrusted.ContainsKey(claim))]);

    // Whether there was anything to hand off.
    async Task<bool> HandOff(List<int> shards, CancellationToken stop)
    {
        if (shards.Count == 0) return false;
        await events.OnHandOff(shards).WaitAsync(options.DrainTimeout, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await store.Release(Incarnation, shards, stop);
        LogHandedOff(shards.Count);
        events.OnMoved();
        return true;
    }

    // Looked up every second, and different only when the nodes are.
    IReadOnlyList<int> Desired()
    {
        var nodes = view.Nodes;
        if (placed is { } known && known.Among == nodes) return known.Shards;
        List<string> staying = [.. nodes.Where(node => !node.Leaving).Select(node => node.Name)];
        placed = new(nodes, [.. Enumerable.Range(0, options.ShardCount).Where(shard => Placement.Of(shard, staying) == options.Name)]);
        return placed.Shards;
    }

    // What others should have, and what is distrusted: that is released too, and taken again under a new epoch.
    List<int> Undesired()
    {
        var desired = Desired().ToHashSet();
        var mine = Enumerable.Range(0, options.ShardCount).Select(view.ClaimOf).OfType<ShardClaim>().Where(claim => claim.Owner == Incarnation).ToList();
        foreach (var claim in distrusted.Keys.Except(mine)) distrusted.TryRemove(claim, out _);
        return [.. mine.Where(claim => distrusted.ContainsKey(claim) || !desired.Contains(claim.Shard)).Select(claim => claim.Shard)];
    }
}
