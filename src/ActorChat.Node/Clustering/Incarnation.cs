using System.Collections.Immutable;
using System.Globalization;
using ActorChat.Node.Stores;
using Akka;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Remote;

namespace ActorChat.Node.Clustering;

/// <summary>One actor system in the cluster, from its making to its end. An address comes back; an incarnation never does.</summary>
sealed class Incarnation
{
    // Many ticks within what counts as sleep.
    static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Nothing of an actor system that ends is waited for by anybody else; what hangs in it commits nothing.
    static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    readonly TimeProvider time;
    readonly ActorSystem system;
    readonly Cluster cluster;
    readonly TaskCompletionSource up = Completion.Source();
    readonly TaskCompletionSource<string> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<Done> leaving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    volatile Seen? seen;
    volatile Told told = new([], null);

    // What there is to see in one state of the cluster, which never changes.
    sealed record Seen(ClusterEvent.CurrentClusterState State, bool IsUp, IReadOnlyList<string> Unreachable);

    // What the cluster has said so far. Its state may lag a moment behind that.
    sealed record Told(ImmutableHashSet<Member> Unreachable, Address? Leader);

    /// <summary>Makes the actor system; it listens, and is in no cluster yet.</summary>
    /// <param name="changed">Something is different among the members, or this is up, or over.</param>
    /// <param name="gone">The others go on without a member: what was on its way to it is lost.</param>
    public Incarnation(
        ClusterOptions options, TimeProvider time, ActorSystemSetup setup, string name, string clientAddress, Action changed, Action gone)
    {
        this.time = time;
        system = ActorSystem.Create(ClusterConfig.SystemName, setup);
        Guard = new(options.SleepLimit, time);
        cluster = Cluster.Get(system);
        Node = new NodeRecord(options.Name, name, clientAddress, TextOf(cluster.SelfAddress));
        cluster.RegisterOnMemberUp(() =>
        {
            up.TrySetResult();
            changed();
        });
        cluster.RegisterOnMemberRemoved(() => End("the other nodes have gone on without it"));
        // Akka.Remote shuts a node down that dials another which ends, or is cut off, in the middle of TLS's handshake: so the death of one
        // would take all others along. A shutdown that nobody here has asked for stands still before its first step until somebody does.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "asked for", () => leaving.Task);
        system.WhenTerminated.ContinueWith(_ => End("its actor system has ended"), TaskScheduler.Default);
        // By the scheduler's own thread: a crowded thread pool is no sleep.
        system.Scheduler.Advanced.ScheduleRepeatedly(Tick, Tick, () =>
        {
            Guard.Tick();
            if (!Guard.HasSlept) return;
            End($"it did not run for more than {options.SleepLimit.TotalSeconds} s, and the others may have gone on without it");
        });
        system.ActorOf(Props.Create(() => new Watch(this, changed, gone)), "cluster-watch");
        _ = Ended.ContinueWith(_ => changed(), TaskScheduler.Default);
    }

    public ActorSystem System => system;

    public NodeRecord Node { get; }

    public SleepGuard Guard { get; }

    /// <summary>Why it is over.</summary>
    public Task<string> Ended => ended.Task;

    /// <summary>Whether it is a member and up, by what it sees itself.</summary>
    public bool IsUp => up.Task.IsCompleted && !ended.Task.IsCompleted && Picture.IsUp;

    /// <summary>Its cluster, by a name that all members give it: that of the oldest. Empty while it is in none.</summary>
    public string Side => IsUp && Settled.Order(Member.AgeOrdering).FirstOrDefault() is { } oldest
        ? string.Create(CultureInfo.InvariantCulture, $"{TextOf(oldest.Address)}#{oldest.UniqueAddress.Uid}")
        : "";

    /// <summary>The addresses of all members, this one among them.</summary>
    public IReadOnlySet<string> Members => cluster.State.Members.Select(member => TextOf(member.Address)).ToHashSet();

    /// <summary>The addresses of members that can't be reached.</summary>
    public IReadOnlyList<string> Unreachable => Picture.Unreachable;

    /// <summary>The same, less those of which it is decided already that they are gone.</summary>
    public IReadOnlyList<string> Unjudged => [.. told.Unreachable.Select(member => TextOf(member.Address)).Order(StringComparer.Ordinal)];

    /// <summary>Whether this one speaks for those that can be reached.</summary>
    public bool IsLeader => told.Leader == cluster.SelfAddress;

    // Looked at for every question that an entity is asked, and made anew only when the cluster is not what it was.
    Seen Picture
    {
        get
        {
            var state = cluster.State;
            if (seen is { } known && ReferenceEquals(known.State, state)) return known;
            return seen = new(
                state, cluster.SelfMember.Status == MemberStatus.Up,
                [.. state.Unreachable.Select(member => TextOf(member.Address)).Order(StringComparer.Ordinal)]);
        }
    }

    IEnumerable<Member> Settled =>
        cluster.State.Members.Where(member => member.Status is MemberStatus.Up or MemberStatus.Leaving or MemberStatus.Exiting);

    /// <summary>Asks these, until one lets it in.</summary>
    public void Join(IEnumerable<NodeRecord> nodes) => cluster.JoinSeedNodes([.. nodes.Select(node => AddressOf(node.ClusterAddress))]);

    /// <summary>Is the first.</summary>
    public void Found() => cluster.Join(cluster.SelfAddress);

    /// <summary>Removes another member.</summary>
    public void Down(string member) => cluster.Down(AddressOf(member));

    /// <summary>It is over, and this is why; what is said later does not count.</summary>
    public void End(string why) => ended.TrySetResult(why);

    /// <summary>Hands everything off and leaves, within the time.</summary>
    /// <returns>Whether it was time enough.</returns>
    public async Task<bool> Leave(TimeSpan left)
    {
        leaving.TrySetResult(Done.Instance);
        var shutdown = CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);
        return await Within(shutdown, left);
    }

    /// <summary>Ends the actor system, if it has not ended yet.</summary>
    public async Task<bool> Terminate() => await Within(system.Terminate(), EndPatience);

    async Task<bool> Within(Task task, TimeSpan limit)
    {
        try
        {
            await task.WaitAsync(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    static string TextOf(Address address) => string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");

    static Address AddressOf(string text) =>
        new(ClusterConfig.Protocol, ClusterConfig.SystemName, text[..text.LastIndexOf(':')], HostPort.PortOf(text));

    /// <summary>Tells of every change among the members and of who speaks for them, and when others have shut this node out.</summary>
    sealed class Watch : UntypedActor
    {
        readonly Incarnation life;
        readonly Action changed, gone;

        public Watch(Incarnation life, Action changed, Action gone)
        {
            (this.life, this.changed, this.gone) = (life, changed, gone);
            Cluster.Get(Context.System).Subscribe(
                Self, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent), typeof(ClusterEvent.LeaderChanged));
            Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        }

        protected override void OnReceive(object message)
        {
            if (message is ThisActorSystemQuarantinedEvent) life.End("another node has shut it out, as it was thought dead");
            life.told = After(life.told, message);
            if (message is ClusterEvent.MemberRemoved) gone();
            changed();
        }

        static Told After(Told told, object message) => message switch
        {
            ClusterEvent.CurrentClusterState state => new(state.Unreachable, state.Leader),
            ClusterEvent.UnreachableMember { Member: var member } => told with { Unreachable = told.Unreachable.Add(member) },
            ClusterEvent.ReachableMember { Member: var member } => told with { Unreachable = told.Unreachable.Remove(member) },
            ClusterEvent.MemberDowned { Member: var member } => told with { Unreachable = told.Unreachable.Remove(member) },
            ClusterEvent.MemberRemoved { Member: var member } => told with { Unreachable = told.Unreachable.Remove(member) },
            ClusterEvent.LeaderChanged { Leader: var leader } => told with { Leader = leader },
            _ => told,
        };
    }
}
