using ActorChat.Simulator.Clients;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.Model;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator;

/// <summary>The faults of whole nodes and connections, one after the other and several at once, until they are healed.</summary>
sealed class NodeFaults(SimWorld world, FaultModel faults, IReadOnlyList<SimClient> clients)
{
    readonly SeededRandom random = world.Random.Fork();
    readonly HashSet<string> away = [];
    bool healed;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        NextNodeFault();
        NextConnectionLoss();
        NextHandOff();
        NextPassivation();
    }

    /// <summary>All writes hang from now on.</summary>
    public void HangAllWrites()
    {
        world.Trace.Say("all writes hang");
        foreach (var node in world.Nodes) node.Store.WritesHang = true;
    }

    /// <summary>Everything that is broken is repaired, and nothing more breaks.</summary>
    public void Heal()
    {
        healed = true;
        world.Trace.Say("everything heals");
        world.IsStoreAway = false;
        world.Mail.ResoundAll();
        for (var i = 1; i <= faults.Nodes; i++)
        {
            var name = $"n{i}";
            if (world.Nodes.FirstOrDefault(node => node.Name == name) is { Place.IsAlive: true } node) Repair(node);
            else Restart(name);
        }
    }

    void NextNodeFault() => world.Timeline.After(random.About(faults.NodeFaultEvery), () =>
    {
        if (healed) return;
        InjectOne();
        NextNodeFault();
    });

    void NextConnectionLoss() => world.Timeline.After(random.About(faults.ConnectionLossEvery / Math.Max(1, clients.Count)), () =>
    {
        if (healed) return;
        var client = random.Pick(clients);
        if (client.Connection is { } connection)
        {
            world.Trace.Fault("connection lost", client.Name);
            connection.Break();
        }
        NextConnectionLoss();
    });

    void NextHandOff() => world.Timeline.After(random.About(faults.HandOffEvery), () =>
    {
        if (healed) return;
        world.Trace.Fault("shard handed off");
        world.Cluster.Move(random.Below(SimShards.Count));
        NextHandOff();
    });

    void NextPassivation() => world.Timeline.After(random.About(faults.PassivationEvery), () =>
    {
        if (healed) return;
        var node = random.Pick(world.Nodes);
        node.Place.Enter(() => node.Engine.Current?.Shards.PassivateOne(random, world.Trace));
        NextPassivation();
    });

    void InjectOne()
    {
        var alive = world.Nodes.Where(node => node.Place.IsAlive && !away.Contains(node.Name)).ToList();
        if (alive.Count == 0) return;
        var node = random.Pick(alive);
        switch (random.Below(10))
        {
            case 5: SilenceALink(node); break;
            case 6: JumpCalendar(node); break;
            case 7: SlowDownStore(node); break;
            case 8: TakeStoreAway(); break;
            case 9: HangWrites(node); break;
            case 0: Kill(node); break;
            case 1: Pause(node); break;
            case 2: Leave(node); break;
            case 3: CutOffFromNodes(node); break;
            default: CutOffFromStore(node); break;
        }
    }

    void Kill(SimNode node)
    {
        world.Trace.Fault("node killed", node.Name);
        End(node);
        RestartLater(node.Name);
    }

    void Pause(SimNode node)
    {
        world.Trace.Fault("node paused", node.Name);
        away.Add(node.Name);
        node.Pause();
        world.Timeline.After(random.UpTo(faults.MaxPause), () => Repair(node));
    }

    void Leave(SimNode node)
    {
        world.Trace.Fault("node stopped in good order", node.Name);
        away.Add(node.Name);
        node.IsHidden = true;
        var connections = clients.Select(client => client.Connection).OfType<SimConnection>().Where(connection => connection.Node == node)
            .ToList();
        node.Place.Post(async () =>
        {
            await Task.WhenAll(connections.Select(connection => connection.Leave()));
            await node.Leave();
            End(node);
            RestartLater(node.Name);
        });
        // As a process that hangs while it leaves is ended by the clock.
        world.Timeline.After(TimeSpan.FromSeconds(5), () =>
        {
            if (!node.Place.IsAlive) return;
            End(node);
            RestartLater(node.Name);
        });
    }

    void CutOffFromNodes(SimNode node)
    {
        world.Trace.Fault("node cut off from nodes", node.Name);
        away.Add(node.Name);
        world.Mail.CutOff(node.Name);
        world.Timeline.After(random.UpTo(faults.MaxPartition), () => Repair(node));
    }

    void CutOffFromStore(SimNode node)
    {
        world.Trace.Fault("node cut off from the store", node.Name);
        away.Add(node.Name);
        node.Store.IsCutOff = true;
        world.Timeline.After(random.UpTo(faults.MaxPartition), () => Repair(node));
    }

    void SilenceALink(SimNode node)
    {
        var other = random.Pick(world.Nodes);
        if (other == node) return;
        world.Trace.Fault("link silent", $"{node.Name} -> {other.Name}");
        world.Mail.Silence(node.Name, other.Name, random.UpTo(faults.MaxSilentLink));
    }

    void JumpCalendar(SimNode node)
    {
        node.Clock.CalendarOff = random.UpTo(faults.MaxCalendarJump) * (random.Chance(0.5) ? 1 : -1);
        world.Trace.Fault("calendar jumps", $"{node.Name} is off by {node.Clock.CalendarOff}");
    }

    void SlowDownStore(SimNode node)
    {
        world.Trace.Fault("store slow", node.Name);
        node.Store.MaxDelay = faults.MaxSlowCall;
        world.Timeline.After(random.UpTo(faults.MaxStoreTrouble), () => node.Store.MaxDelay = faults.MaxStoreDelay);
    }

    void HangWrites(SimNode node)
    {
        world.Trace.Fault("writes hang", node.Name);
        node.Store.WritesHang = true;
        world.Timeline.After(random.UpTo(faults.MaxHangingWrites), () => node.Store.WritesHang = false);
    }

    void TakeStoreAway()
    {
        world.Trace.Fault("store away for all");
        world.IsStoreAway = true;
        world.Timeline.After(random.UpTo(faults.MaxStoreTrouble), () => world.IsStoreAway = false);
    }

    void Repair(SimNode node)
    {
        if (!node.Place.IsAlive) return;
        away.Remove(node.Name);
        world.Mail.Join(node.Name);
        node.Store.IsCutOff = node.Store.WritesHang = false;
        node.Store.MaxDelay = faults.MaxStoreDelay;
        node.Clock.CalendarOff = world.Ahead;
        node.Continue();
        world.Trace.Say($"{node.Name} is repaired");
    }

    void End(SimNode node)
    {
        node.Place.Kill();
        foreach (var client in clients)
        {
            if (client.Connection?.Node == node) client.Connection.Break();
        }
    }

    void RestartLater(string name)
    {
        away.Add(name);
        world.Timeline.After(random.UpTo(faults.MaxAway), () => Restart(name));
    }

    void Restart(string name)
    {
        if (world.Nodes.FirstOrDefault(node => node.Name == name) is { Place.IsAlive: true }) return;
        away.Remove(name);
        world.StartNode(name);
    }
}
