using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Actor.Setup;

namespace ActorChat.Node.Clustering;

/// <summary>From nothing to a member: an actor system, a name, and whom to join.</summary>
public sealed partial class ClusterLife
{
    const string Founding = "founding";

    // The next actor system, listening, with its row in the store. Null: not now.
    async Task<Incarnation?> Begin(string clientAddress, bool first)
    {
        Incarnation? life = null;
        try
        {
            await PortProbe.Check(options.Listen, stopping.Token);
            var name = $"{options.Name}.{random.Token(9)}";
            life = new Incarnation(options, time, SetupFor(name), name, clientAddress, hint.Set, TellNodesChanged);
            if (await Enter(life, first)) return life;
        }
        catch (ClusterRefusedException refused) when (!first)
        {
            stage = refused.Message;
            LogCantReturn(refused.Message);
        }
        catch
        {
            if (life is not null) await life.Terminate();
            throw;
        }
        if (life is not null) await life.Terminate();
        return null;
    }

    ActorSystemSetup SetupFor(string incarnation) => setups
        .And(BootstrapSetup.Create().WithConfig(furtherConfig().WithFallback(ClusterConfig.Of(options, logs))))
        .And(certificate!.Setup).And(new LogSetup(logs)).And(new ClusterSeams(store, time, incarnation));

    // Waits while another has the name. At the first start only for as long as one that was killed would have it.
    async Task<bool> Enter(Incarnation life, bool first)
    {
        var told = false;
        for (var began = time.GetTimestamp(); !leaving && !life.Ended.IsCompleted;)
        {
            var outcome = await Insist(() => store.Enter(life.Node, options.Lease, replaces: first, stopping.Token));
            if (outcome.Joined) return true;
            var left = outcome.RetryAfter.TotalSeconds;
            stage = $"a node named {options.Name} is alive, or was killed: its row in the store counts for {left:F0} s";
            if (!told) LogNameTaken(options.Name, left);
            told = true;
            if (first && time.GetElapsedTime(began) > options.Lease + options.ClusterPoll)
            {
                throw new ClusterRefusedException(
                    $"A node named {options.Name} is alive in this cluster. Give this one another name (--name).");
            }
            await Pause(Least(outcome.RetryAfter, options.ClusterPoll));
        }
        return false;
    }

    // Asks the store whom to join, again and again: those that were asked may be gone by now.
    async Task Join(Incarnation life)
    {
        long? asked = null;
        var founder = false;
        while (!life.IsUp && !life.Ended.IsCompleted && !leaving)
        {
            await Look(life);
            var seeds = Sides.ToJoin(rows, life.Node.Incarnation);
            if (!founder && seeds.Count > 0)
            {
                if (asked is null || time.GetElapsedTime(asked.Value) > options.JoinTimeout)
                {
                    stage = asked is null && !wasCutOff
                        ? $"it is joining the cluster of {NamesOf(seeds)}"
                        : $"{options.Name} is cut off from the other nodes ({NamesOf(seeds)} can't be reached)";
                    life.Join(seeds);
                    asked = time.GetTimestamp();
                }
            }
            else if (!founder && await MayFound(life))
            {
                founder = true;
                LogFounds(life.Node.Incarnation);
                life.Found();
            }
            if (!life.IsUp) await Pause(JoinPoll);
        }
        wasCutOff &= !life.IsUp;
        await Look(life);
        // Not before the others can see that there is a cluster to join.
        if (founder && kept.Side.Length > 0) await Try(() => store.ReleaseLease(Founding, life.Node.Incarnation, stopping.Token));
        await LearnGenerations(life);
    }

    // Whom it joined has written its own before anybody could see it.
    async Task LearnGenerations(Incarnation life)
    {
        for (var known = false; !known && life.IsUp && !life.Ended.IsCompleted && !leaving;)
        {
            await Try(async () => (generations, known) = (await store.ReadGenerations(stopping.Token), true));
            if (!known) await Pause(JoinPoll);
        }
    }

    // Under the lock one looks once more: the former holder may have founded it.
    async Task<bool> MayFound(Incarnation life)
    {
        stage = "it waits for the first node of the cluster";
        var may = false;
        await Try(async () =>
        {
            if (!await store.AcquireLease(Founding, life.Node.Incarnation, options.FoundingLease, stopping.Token)) return;
            var free = Sides.ToJoin(await store.ReadNodes(stopping.Token), life.Node.Incarnation).Count == 0;
            // Before anybody can commit in it. One that is not founded after all has no events, and does no harm.
            if (free) await store.BeginGeneration(life.Node.Incarnation, stopping.Token);
            may = free;
            if (!may) await store.ReleaseLease(Founding, life.Node.Incarnation, stopping.Token);
        });
        return may;
    }
}
