using ActorChat.Node.Stores;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Model;

/// <summary>
/// The model of membership, the shards' coordinator and the singleton. A node that can't be reached is removed some seconds later, and its
/// shards go elsewhere, though it may go on with them a while longer: then entities live in two places, and so may the postman. Everybody
/// learns everything at a moment of their own.
/// </summary>
sealed class SimCluster
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Margin = TimeSpan.FromMilliseconds(200),
        HandOffNotice = TimeSpan.FromMilliseconds(50);

    readonly SimWorld world;
    readonly Timeline timeline;
    readonly SeededRandom random;
    readonly FaultModel faults;

    // The oldest first.
    readonly List<SimSystem> members = [];
    readonly Dictionary<SimSystem, TimeSpan> lostAt = [];
    readonly SimSystem?[] homes = new SimSystem?[SimShards.Count];
    readonly object?[] moves = new object?[SimShards.Count];
    SimSystem? postman;

    public SimCluster(SimWorld world, SeededRandom random, FaultModel faults)
    {
        (this.world, timeline, this.random, this.faults) = (world, world.Timeline, random, faults);
        Watch();
    }

    /// <summary>The members, as everybody sees them.</summary>
    public IReadOnlyList<NodeRecord> Nodes =>
        [.. members.Select(
        member => new NodeRecord(member.Node.Name, $"{member}", member.Node.Address, member.Node.Address, member.IsLeaving))];

    /// <summary>Joins, as soon as the others can be reached.</summary>
    public void Join(SimSystem system) => timeline.After(TimeSpan.FromMilliseconds(200) + random.UpTo(TimeSpan.FromSeconds(1)), () =>
    {
        if (!system.Place.IsAlive || !system.IsRunning) return;
        if (!IsReachable(system))
        {
            Join(system);
            return;
        }
        members.Add(system);
        system.IsMember = true;
        world.Trace.Say($"{system} is a member");
        TellChanged();
    });

    /// <summary>Asks where a shard is; there may be no answer.</summary>
    public void Seek(int shard, SimSystem asker) => timeline.After(random.UpTo(faults.MaxLinkDelay), () =>
    {
        if (!asker.IsMember || !IsReachable(asker) || moves[shard] is not null) return;
        if ((homes[shard] ??= NewHome(shard)) is not { } home) return;
        timeline.After(random.UpTo(faults.MaxLinkDelay), () => asker.Place.Enter(() => asker.Shards.OnHome(shard, home)));
    });

    /// <summary>Moves a shard, if it is somewhere.</summary>
    public void Move(int shard) => Move(shard, () => { });

    /// <summary>A node leaves in good order: its shards first.</summary>
    public Task Leave(SimSystem system)
    {
        var left = ActorChat.Node.Completion.Source();
        system.IsLeaving = true;
        var own = Enumerable.Range(0, SimShards.Count).Where(shard => homes[shard] == system).ToList();
        var waiting = own.Count;
        if (waiting == 0) EndLeave(system, left);
        foreach (var shard in own)
        {
            Move(shard, () =>
            {
                if (--waiting == 0) EndLeave(system, left);
            });
        }
        return left.Task;
    }

    void EndLeave(SimSystem system, TaskCompletionSource left)
    {
        Remove(system);
        timeline.After(TimeSpan.Zero, () => system.Place.Enter(() =>
        {
            system.Postman?.Die();
            left.TrySetResult();
        }));
    }

    void Move(int shard, Action done)
    {
        if (homes[shard] is not { } home || moves[shard] is not null)
        {
            done();
            return;
        }
        var move = moves[shard] = new object();
        foreach (var member in members)
        {
            if (IsReachable(member))
            {
                timeline.After(random.UpTo(HandOffNotice), () => member.Place.Enter(() => member.Shards.BeginHandOff(shard)));
            }
        }
        timeline.After(HandOffNotice,
            () => home.Place.Enter(() => home.Shards.HandOff(shard, () => timeline.After(random.UpTo(faults.MaxLinkDelay), () =>
        {
            if (moves[shard] == move) (moves[shard], homes[shard]) = (null, null);
            done();
        }))));
    }

    SimSystem? NewHome(int shard)
    {
        var possible = members.Where(member => !member.IsLeaving && IsReachable(member)).ToList();
        if (possible.Count == 0) return null;
        var home = random.Pick(possible);
        foreach (var other in world.Nodes.Select(node => node.Engine.Current).OfType<SimSystem>())
        {
            if (other != home && other.IsRunning && other.Place.IsAlive && other.Shards.Hosted.Contains(shard))
            {
                world.Trace.Fault("shard in two places", $"{shard} at {other} and {home}");
            }
        }
        home.Place.Enter(() => home.Shards.Host(shard));
        return home;
    }

    bool IsReachable(SimSystem system) =>
        system is { IsRunning: true, Place: { IsAlive: true, IsPaused: false } } && !world.Mail.IsCutOff(system.Node.Name);

    // What the failure detectors and the split brain resolver of all nodes come to.
    void Watch()
    {
        timeline.After(Look, Watch);
        foreach (var member in members.ToList())
        {
            if (IsReachable(member)) lostAt.Remove(member);
            else if (!lostAt.TryGetValue(member, out var at))
            {
                lostAt[member] = timeline.Now + faults.MinTakeover + random.UpTo(faults.MaxTakeover - faults.MinTakeover);
            }
            else if (timeline.Now >= at && members.Any(IsReachable)) Lose(member);
        }
        if (members.Count == 0 || members[0] == postman || !IsReachable(members[0])) return;
        postman = members[0];
        postman.Place.Enter(postman.StartPostman);
    }

    void Lose(SimSystem lost)
    {
        world.Trace.Say($"{lost} is removed");
        Remove(lost);
        timeline.After(random.UpTo(faults.MaxZombie), () => lost.Place.Enter(lost.Node.Engine.EndIncarnationOf(lost)));
    }

    void TellOfEnd(SimActor dead, SimActor watcher) => watcher.System.Place.Enter(() =>
    {
        if (faults.Mutation == Mutation.HubApartFromItsEntity && watcher is SimRelay) return;
        watcher.LearnOfEnd(dead);
    });

    void Remove(SimSystem system)
    {
        members.Remove(system);
        lostAt.Remove(system);
        system.IsMember = false;
        // Of one that has left as of one that was lost: none of its actors lives for the others.
        foreach (var dead in system.Watched)
        {
            foreach (var watcher in dead.Watchers.Where(watcher => watcher.System != system))
            {
                timeline.After(random.UpTo(faults.MaxLateNotice), () => TellOfEnd(dead, watcher));
            }
        }
        timeline.After(Margin, () =>
        {
            for (var shard = 0; shard < homes.Length; shard++)
            {
                if (homes[shard] == system) (homes[shard], moves[shard]) = (null, null);
            }
        });
        foreach (var other in members)
        {
            // What watches the members, and the region, hear it at once.
            timeline.After(random.UpTo(faults.MaxLateNews), () => other.Place.Enter(() =>
            {
                other.Shards.Forget(system);
                other.Node.Engine.Region.TellChanged();
            }));
        }
    }

    void TellChanged()
    {
        foreach (var member in members)
        {
            timeline.After(random.UpTo(faults.MaxLateNews), () => member.Place.Enter(member.Node.Engine.Region.TellChanged));
        }
    }
}
