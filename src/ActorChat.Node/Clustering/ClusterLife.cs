using ActorChat.Node.Stores;
using Akka.Actor.Setup;
using Akka.Configuration;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Clustering;

/// <summary>
/// The life of one node in the cluster, over as many incarnations as it takes.
///
/// <code>
///  new actor system --> row in the store --> join, or found --> up --> ended: downed, slept, lost its cluster
///        ^                                                                |            |
///        +----------------------------------------------------------------+            +--leaving: row removed, gone
/// </code>
///
/// One loop does all of it; it looks every <see cref="ClusterOptions.ClusterPoll"/>, and when something has changed.
/// </summary>
public sealed partial class ClusterLife(
    ClusterOptions options, IClusterStore store, TimeProvider time, IRandom random, ILoggerFactory logs, Func<Config> furtherConfig,
    ActorSystemSetup setups, IReadOnlyList<IIncarnation> parts, StoreHealth? health = null) : IAsyncDisposable
{
    const string Shards = "shards";

    readonly ILogger log = logs.CreateLogger<ClusterLife>();
    readonly Signal hint = new();
    readonly CancellationTokenSource stopping = new();
    readonly Absences absences = new(time);
    readonly TaskCompletionSource started = Completion.Source();
    ClusterCertificate? certificate;
    Task running = Task.CompletedTask;
    volatile Incarnation? current;
    volatile bool leaving;

    // Only the loop's own: whether the last that was seen of the other nodes is that they can't be reached.
    bool wasCutOff;

    /// <summary>Begins to live, and ends when the node is up for the first time.</summary>
    /// <exception cref="ClusterRefusedException">The port or the name is taken; the message says what to do.</exception>
    /// <exception cref="StoreRefusedException">The store is another version's, or a certificate can't be used.</exception>
    public async Task Start(string clientAddress, CancellationToken cancel)
    {
        running = Run(clientAddress);
        await started.Task.WaitAsync(cancel);
    }

    /// <summary>
    /// Leaves in good order within <see cref="ClusterOptions.LeaveTimeout"/>: others see the node leaving, its parts end, shards are
    /// handed off, its row goes.
    /// </summary>
    public async Task Leave()
    {
        leaving = true;
        hint.Set();
        // Whatever it waits for then, it does so no longer.
        stopping.CancelAfter(options.LeaveTimeout);
        await running;
    }

    /// <summary>Ends at once, without leaving.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    async Task Run(string clientAddress)
    {
        try
        {
            certificate = await Insist(() => Prepare(stopping.Token));
            for (var first = true; !leaving; first = false)
            {
                await LiveOnce(clientAddress, first);
                if (!leaving) await Task.Delay(options.ReturnDelay, time, stopping.Token);
            }
            stage = "it has left the cluster";
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            stage = "it has been stopped";
        }
        catch (Exception failure) when (!started.Task.IsCompleted)
        {
            stage = failure.Message;
            started.TrySetException(failure);
        }
        started.TrySetCanceled();
    }

    async Task LiveOnce(string clientAddress, bool first)
    {
        try
        {
            if (await Begin(clientAddress, first) is { } life) await Live(life);
        }
        catch (Exception failure) when (started.Task.IsCompletedSuccessfully && failure is not OperationCanceledException)
        {
            // Whatever it was: the next one may do better, and says what it waits for.
            stage = $"it could not go on: {failure.Message}";
            LogFailed(failure);
        }
    }

    async Task<ClusterCertificate> Prepare(CancellationToken cancel)
    {
        var mine = ClusterOptions.ShardCount.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (await store.Agree(Shards, mine, cancel) is var made && made != mine)
        {
            throw new StoreRefusedException(
                $"The store was made with {made} shards for each kind, and this program has {mine}. "
                + "Use the program that made it, or another store.");
        }
        return await ClusterCertificate.Find(options, store, time, cancel);
    }

    async Task Live(Incarnation life)
    {
        current = life;
        stage = "it is joining the cluster";
        try
        {
            foreach (var part in parts) part.OnStarting(life.System, life.Node.Incarnation);
            await Join(life);
            if (life.IsUp)
            {
                stage = null;
                LogUp(life.Node.Incarnation);
                foreach (var part in parts) part.OnUp();
                started.TrySetResult();
                await Serve(life);
            }
            if (leaving) await Leave(life);
            else await Lose(life);
        }
        finally
        {
            current = null;
            if (!await life.Terminate()) LogUnfinished(life.Node.Incarnation);
            foreach (var part in parts) part.OnEnded();
        }
    }

    async Task Serve(Incarnation life)
    {
        long? since = null;
        while (!life.Ended.IsCompleted && !leaving)
        {
            await Pause(options.ClusterPoll);
            wasCutOff = IsCutOff;
            await DownDeserted(life);
            if (!await Look(life)) continue;
            DownAbsent(life);
            var strangers = Sides.Strangers(rows, life.Side, life.Members);
            if (strangers.Count == 0) since = null;
            else if (since is null) since = time.GetTimestamp();
            else if (time.GetElapsedTime(since.Value) > options.HealAfter)
            {
                Heal(life, strangers);
                since = null;
            }
        }
    }

    // Two clusters over one store: the lesser gives way. All nodes of both see the same rows.
    void Heal(Incarnation life, IReadOnlyList<NodeRow> strangers)
    {
        var names = NamesOf(strangers.Select(row => row.Node));
        if (Sides.Best(rows) == life.Side) LogStrangers(names);
        else life.End($"the nodes {names} are another cluster over the same store, and this one gives way");
    }

    async Task Leave(Incarnation life)
    {
        var began = time.GetTimestamp();
        stage = "it is leaving the cluster";
        await Try(() => store.Keep(life.Node.Incarnation, options.Lease, life.Side, leaving: true, stopping.Token));
        var told = Task.WhenAll(parts.Select(part => part.OnLeaving()));
        await Task.WhenAny(told, Task.Delay(LeftSince(began), time, stopping.Token));
        if (told.IsFaulted) LogPartFailed(told.Exception!);
        if (!await life.Leave(LeftSince(began))) LogLeftInHaste(options.LeaveTimeout);
        await Try(() => store.Remove(life.Node.Incarnation, stopping.Token));
    }

    // A tenth is for the row.
    TimeSpan LeftSince(long began)
    {
        var left = options.LeaveTimeout * 0.9 - time.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    async Task Lose(Incarnation life)
    {
        var why = await life.Ended;
        stage = $"{why}; it comes back as a new one";
        LogEnded(life.Node.Incarnation, why);
        await Try(() => store.Remove(life.Node.Incarnation, stopping.Token));
    }
}
