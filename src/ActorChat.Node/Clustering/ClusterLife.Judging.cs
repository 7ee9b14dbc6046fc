using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>
/// Members that are no more. Akka's split brain resolver waits until the picture is stable, as one that is silent may be cut off and alive,
/// and about to judge the others. Two cases need not wait: nobody listens at its port any more, so its process has ended; or it has long
/// been without a row in the store, so it can't write there, and what it has is served better by others.
/// </summary>
public sealed partial class ClusterLife
{
    // Only the loop's own: when it was last decided here that others are gone.
    long? decidedAt;

    // As the resolver: the leader judges, for a side that is not the lesser one, and takes the lease that decides.
    async Task DownDeserted(Incarnation life)
    {
        await KeepDecision(life);
        var silent = life.Unjudged;
        if (silent.Count == 0 || !life.IsLeader || Sides.IsLesser(life.Members.Count - silent.Count, of: life.Members.Count)) return;
        var deserted = await Task.WhenAll(silent.Select(member => PortProbe.IsDeserted(member, time, stopping.Token)));
        var gone = silent.Where((_, i) => deserted[i]).ToList();
        if (gone.Count == 0 || !await Decide(life)) return;
        foreach (var member in gone)
        {
            LogDeserted(NamesOf([member]));
            life.Down(member);
        }
    }

    async Task<bool> Decide(Incarnation life)
    {
        var isMine = false;
        await Try(async () => isMine = await store.AcquireLease(
            ClusterConfig.DecisionLease, life.Node.Incarnation, options.DecisionLease, stopping.Token));
        if (isMine) decidedAt = time.GetTimestamp();
        return isMine;
    }

    // Whoever is on the other side asks for it some time later, and is to find it taken. It is not given back: the resolver of this node
    // may have it too by then.
    async Task KeepDecision(Incarnation life)
    {
        if (decidedAt is not { } at) return;
        if (time.GetElapsedTime(at) > options.DecisionKept) decidedAt = null;
        else
        {
            await Try(() => store.RenewLease(
                ClusterConfig.DecisionLease, life.Node.Incarnation, options.DecisionLease, stopping.Token));
        }
    }

    // When nobody reaches the store, nobody sees this.
    void DownAbsent(Incarnation life)
    {
        foreach (var member in absences.Look(
            life.Members.Where(member => rows.All(row => row.Node.ClusterAddress != member)), options.Lease))
        {
            LogAbsent(NamesOf([member]));
            life.Down(member);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Nobody listens at the port of {Member} any more: it has ended, and is removed from the cluster")]
    partial void LogDeserted(string member);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The store has not heard of {Member} for long: it is removed from the cluster, and comes back when it reaches the store")]
    partial void LogAbsent(string member);
}
