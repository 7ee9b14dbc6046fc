using ActorChat.Node.Stores;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>What the node sees of the cluster and of its store, and what it says about it.</summary>
public sealed partial class ClusterLife
{
    // How often one looks that waits for the first node: founding takes a second or two.
    static readonly TimeSpan JoinPoll = TimeSpan.FromMilliseconds(200);

    volatile IReadOnlyList<NodeRow> rows = [];
    volatile IReadOnlyList<NodeRecord> nodes = [];
    volatile IReadOnlyList<string> generations = [];
    volatile string? stage = "it has not joined the cluster yet";

    // Only the loop's own: what was last written into the row, and when.
    (string Incarnation, string Side, long At) kept = ("", "", 0);
    long keptAt;

    /// <summary>Whether the store is well; whoever else uses it may tell too.</summary>
    public StoreHealth Health { get; } = health ?? new(options.StorePatience, time);

    /// <summary>The live nodes, as this one last saw them.</summary>
    public IReadOnlyList<NodeRecord> Nodes => nodes;

    /// <summary>The store's generations, oldest first, as they were when the node came up last; the last is that of its cluster.</summary>
    public IReadOnlyList<string> Generations => generations;

    /// <summary>
    /// The live nodes are others, or one of them is leaving now, or the cluster goes on without one of its members: its row outlives it.
    /// Raised by any thread.
    /// </summary>
    public event Action? NodesChanged;

    /// <summary>Whether the node is a member of the cluster and serves.</summary>
    public bool IsUp => current is { IsUp: true };

    /// <summary>The name of this run of the actor system; empty between two.</summary>
    public string Incarnation => current?.Node.Incarnation ?? "";

    /// <summary>Whether the journal may commit now: a node that slept, or was removed, may be replaced already.</summary>
    public bool MayCommit => current is { } life && !life.Ended.IsCompleted && life.Guard.MayCommit;

    /// <summary>Why this node does not serve, for people; null when it does.</summary>
    public string? Trouble
    {
        get
        {
            if (IsLeaseOver) return LeaseIsOver;
            if (current is { IsUp: true } life && stage is null) return Health.Trouble ?? Isolation(life);
            var why = stage ?? "it is between two incarnations";
            return Health.Trouble is { } away ? $"{why}; {away}" : why;
        }
    }

    /// <summary>Whether the node could not renew its row in the store for so long that the others may go on without it.</summary>
    public bool IsLeaseOver => Volatile.Read(ref keptAt) is > 0 and var at && time.GetElapsedTime(at) > options.Lease;

    /// <summary>Whether the node is with less than half of the cluster: what it asks entities goes into the void.</summary>
    public bool IsCutOff => current is { IsUp: true } life && Isolation(life) is not null;

    /// <summary>What can't be used through this node though it serves, for people; null when all can.</summary>
    public string? Limitation => current is { IsUp: true } life && life.Unreachable is { Count: > 0 } silent
        ? $"{NamesOf(silent)} can't be reached from {options.Name}: rooms there wait"
        : null;

    /// <summary>How far starting has come, for people.</summary>
    public string Progress => stage ?? $"up, {nodes.Count} nodes";

    // Whoever is with less than half of the cluster should get no clients: the others serve them better, or will.
    string? Isolation(Incarnation life) =>
        life.Unreachable is { Count: > 0 } silent && Sides.IsLesser(life.Members.Count - silent.Count, of: life.Members.Count)
        ? $"{options.Name} is cut off from the other nodes ({NamesOf(silent)} can't be reached)"
        : null;

    string LeaseIsOver => Health.Trouble is { } why ? $"its lease has run out: {why}" : "its lease has run out";

    string NamesOf(IEnumerable<string> addresses)
    {
        var known = nodes;
        string NameOf(string address) => known.FirstOrDefault(node => node.ClusterAddress == address)?.Name ?? address;
        return string.Join(", ", addresses.Select(NameOf));
    }

    static string NamesOf(IEnumerable<NodeRecord> nodes) =>
        string.Join(", ", nodes.Select(node => node.Name).Order(StringComparer.Ordinal));

    // Renews the row when it is time or something in it has changed, and reads all. False: the store did not answer, and nothing is new.
    async Task<bool> Look(Incarnation life)
    {
        var seen = false;
        await Try(async () =>
        {
            await Keep(life, life.Side);
            rows = await store.ReadNodes(stopping.Token);
            seen = true;
        });
        if (!seen) return false;
        IReadOnlyList<NodeRecord> now = [.. rows.Select(row => row.Node)];
        if (now.SequenceEqual(nodes)) return true;
        nodes = now;
        TellNodesChanged();
        return true;
    }

    void TellNodesChanged() => NodesChanged?.Invoke();

    async Task Keep(Incarnation life, string side)
    {
        var name = life.Node.Incarnation;
        if (kept.Incarnation == name && kept.Side == side && time.GetElapsedTime(kept.At) < options.Lease / 3) return;
        if (!await store.Keep(name, options.Lease, side, leaving: false, stopping.Token))
        {
            // It ran out while the store was away, and somebody has tidied up; unless another came by that name.
            if (!(await store.Enter(life.Node, options.Lease, replaces: false, stopping.Token)).Joined)
            {
                life.End($"another node named {options.Name} has entered; give one of them another name (--name)");
                return;
            }
            await store.Keep(name, options.Lease, side, leaving: false, stopping.Token);
        }
        kept = (name, side, time.GetTimestamp());
        Volatile.Write(ref keptAt, kept.At);
    }

    // One piece of work with the store; what it says is noted, and it is done again at the next look.
    async Task Try(Func<Task> work)
    {
        var call = Health.Begin();
        using var patience = new CancellationTokenSource(options.StorePatience, time);
        try
        {
            await work().WaitAsync(patience.Token);
            Health.Written(call);
        }
        catch (StoreUnavailableException failure)
        {
            Away(call, failure.Message);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            Away(call, $"it has not answered for {options.StorePatience.TotalSeconds:0.#} s");
        }
        catch
        {
            Health.Forget(call);
            throw;
        }
    }

    void Away(long call, string why)
    {
        Health.Failed(call, why);
        LogStoreAway(why);
    }

    // Until it answers.
    async Task<T> Insist<T>(Func<Task<T>> work)
    {
        while (true)
        {
            var (done, result) = (false, default(T)!);
            await Try(async () => (done, result) = (true, await work()));
            if (done) return result;
            await Pause(options.ClusterPoll);
        }
    }

    // Until something has changed, or the time is over.
    async Task Pause(TimeSpan limit)
    {
        await hint.Wait(limit, time, stopping.Token);
        stopping.Token.ThrowIfCancellationRequested();
    }

    static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Incarnation} is up in the cluster")]
    partial void LogUp(string incarnation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Incarnation} founds the cluster: no other node is there")]
    partial void LogFounds(string incarnation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A node named {Name} is alive, or was killed a moment ago; this one waits for "
        + "the end of its lease, {Seconds:F1} s. If it is alive, give this node another --name")]
    partial void LogNameTaken(string name, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer: {Reason}")]
    partial void LogStoreAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The nodes {Names} are another cluster over the same store; they should give way to this one")]
    partial void LogStrangers(string names);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Incarnation} is over: {Why}. The node comes back as a new one")]
    partial void LogEnded(string incarnation, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node can't come back yet: {Reason}")]
    partial void LogCantReturn(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left without finishing everything within {Limit}. Others take over what is left")]
    partial void LogLeftInHaste(TimeSpan limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The actor system of {Incarnation} does not end")]
    partial void LogUnfinished(string incarnation);

    [LoggerMessage(Level = LogLevel.Error, Message = "This incarnation has failed; the node comes back as a new one")]
    partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A part of the node failed while leaving")]
    partial void LogPartFailed(Exception failure);
}
