using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Coordination;

namespace ActorChat.Node.Clustering;

/// <summary>What classes that Akka creates by their names need from this node.</summary>
/// <param name="Store">Where leases are kept.</param>
/// <param name="Time">The clock.</param>
/// <param name="Incarnation">Whose leases they are.</param>
public sealed class ClusterSeams(IClusterStore store, TimeProvider time, string incarnation) : Setup
{
    /// <summary>Where leases are kept.</summary>
    public IClusterStore Store { get; } = store;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Whose leases they are: an address comes back after a restart, an incarnation never does.</summary>
    public string Incarnation { get; } = incarnation;
}

/// <summary>
/// A lease of Akka's as a row of the store. It is renewed while it is held, and free again by itself when its owner is gone or
/// can't reach the store for <c>heartbeat-timeout</c>. By this node's clock it ends no later than by the database's: the time
/// counts from before the call.
/// </summary>
public sealed class StoreLease : Lease
{
    readonly IClusterStore store;
    readonly TimeProvider time;
    readonly string owner;
    readonly Lock gate = new();

    // Under gate.
    CancellationTokenSource? renewing;
    long confirmed;

    /// <summary>Called by Akka.</summary>
    public StoreLease(LeaseSettings settings, ExtendedActorSystem system) : base(settings)
    {
        var seams = system.Settings.Setup.Get<ClusterSeams>();
        if (!seams.HasValue) throw new LeaseException("The actor system was made without ClusterSeams.");
        (store, time) = (seams.Value.Store, seams.Value.Time);
        owner = seams.Value.Incarnation;
        // Not released: that is its user's to say, and the row ends by itself.
        system.RegisterOnTermination(() => Stop());
    }

    TimeSpan TimeToLive => Settings.TimeoutSettings.HeartbeatTimeout;

    /// <inheritdoc/>
    public override Task<bool> Acquire() => Acquire(null);

    /// <inheritdoc/>
    public override async Task<bool> Acquire(Action<Exception?>? leaseLostCallback)
    {
        var asked = time.GetTimestamp();
        if (!await Call(cancel => store.AcquireLease(Settings.LeaseName, owner, TimeToLive, cancel))) return false;
        CancellationToken stop;
        lock (gate)
        {
            renewing?.Cancel();
            renewing = new();
            stop = renewing.Token;
            confirmed = asked;
        }
        _ = KeepRenewing(leaseLostCallback, stop);
        return true;
    }

    /// <inheritdoc/>
    public override async Task<bool> Release()
    {
        Stop();
        return await Call(async cancel =>
        {
            await store.ReleaseLease(Settings.LeaseName, owner, cancel);
            return true;
        });
    }

    /// <inheritdoc/>
    public override bool CheckLease()
    {
        lock (gate) return renewing is not null && time.GetElapsedTime(confirmed) < TimeToLive;
    }

    async Task KeepRenewing(Action<Exception?>? lost, CancellationToken stop)
    {
        Exception? why = null;
        try
        {
            while (CheckLease())
            {
                await Task.Delay(Settings.TimeoutSettings.HeartbeatInterval, time, stop);
                var asked = time.GetTimestamp();
                try
                {
                    if (!await Call(cancel => store.RenewLease(Settings.LeaseName, owner, TimeToLive, cancel))) break;
                    lock (gate) confirmed = asked;
                    why = null;
                }
                catch (LeaseException unknown)
                {
                    // It runs on until its time is over.
                    why = unknown;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
        if (Stop(stop)) lost?.Invoke(why);
    }

    // Whether it was this one that was being renewed.
    bool Stop(CancellationToken? which = null)
    {
        lock (gate)
        {
            if (renewing is null || (which is { } token && renewing.Token != token)) return false;
            renewing.Cancel();
            renewing = null;
            return true;
        }
    }

    async Task<bool> Call(Func<CancellationToken, Task<bool>> call)
    {
        var patience = Settings.TimeoutSettings.OperationTimeout;
        using var timeout = new CancellationTokenSource(patience, time);
        try
        {
            return await call(timeout.Token).WaitAsync(timeout.Token);
        }
        catch (StoreUnavailableException failure)
        {
            throw new LeaseException($"It is not known who has the lease {Settings.LeaseName}: {failure.Message}");
        }
        catch (OperationCanceledException)
        {
            throw new LeaseTimeoutException(
                $"It is not known who has the lease {Settings.LeaseName}: the store has not answered for {patience.TotalSeconds} s");
        }
    }
}
