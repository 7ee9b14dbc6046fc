using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Handlers;
using ActorChat.Node.Kinds;
using ActorChat.Node.Passwords;
using ActorChat.Node.Sessions;
using ActorChat.Node.Settings;
using ActorChat.Simulator.Model;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Cluster;

/// <summary>
/// One run of a node's process: its region, relays, sessions, handlers, and the cores of its entities and of what keeps relays and letters
/// going, all as in production; the actor system around them is a model.
/// </summary>
public sealed class SimNode
{
    // A node that slept for so long leaves: below what the failure detectors of the others allow.
    static readonly TimeSpan MaxSleep = TimeSpan.FromSeconds(2), TickEvery = TimeSpan.FromMilliseconds(500);

    readonly IReadOnlyDictionary<Type, IRequestHandler> handlers;
    readonly SimWorld world;
    TimeSpan pausedAt;

    /// <summary>Composes a node in a place of its own.</summary>
    public SimNode(string name, string address, FaultModel faults, SimWorld world)
    {
        this.world = world;
        Random = world.Random.Fork();
        (Name, Address) = (name, address);
        Place = new(name, world.Timeline);
        Logs = new(Place, world.Trace);
        Clock = new PlaceClock(world.Timeline, Place, 1 + (faults.ClockDrift * ((2 * Random.Fraction()) - 1)));
        Store = new(world.Store, world.Timeline, Random.Fork(), faults, Place, world.Trace) { Committed = world.OnCommitted,
            IsAwayForAll = () => world.IsStoreAway, Hangs = world.NoteHang };
        SimEngine? engine = null;
        Place.Enter(() => engine = new(this, world, new(Asking, Clock), new(Kinds.ToDictionary(kind => kind.Name), Store, Feeds, Clock)));
        Engine = engine!;
        Chat = new(name, Engine, Store, new SimVault(), Limits, NodeSettings.Default.Passwords, Files, Clock, Random, Logs);
        handlers = AllHandlers.Of(Chat);
    }

    /// <summary>The operator's name for it.</summary>
    public string Name { get; }

    /// <summary>Where other nodes and clients find it.</summary>
    public string Address { get; }

    /// <summary>Its process.</summary>
    public Place Place { get; }

    /// <summary>Its connection to the store.</summary>
    public SimStore Store { get; }

    /// <summary>What its sessions use.</summary>
    public ChatServices Chat { get; }

    /// <summary>Its clock.</summary>
    public PlaceClock Clock { get; }

    /// <summary>Whether its clients can't reach it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether it takes connections.</summary>
    public bool IsOpen => Place.IsAlive && !IsHidden;

    internal SimEngine Engine { get; }

    internal SeededRandom Random { get; }

    internal TraceLogs Logs { get; }

    internal IReadOnlyList<EntityKind> Kinds { get; } = ChatKinds.All(
        Rooms, NodeSettings.Default.Dialogues with { MessageLifetime = null }, Files, NodeSettings.Default.Users, []);

    // Small, so that what is bounded meets its bounds.
    internal static EntityOptions Entities { get; } = NodeSettings.Default.Entities with
    {
        SnapshotEvery = 20,
        MaxEventsPerWrite = 8,
        MaxWaiting = 16,
        PassivateAfter = TimeSpan.FromSeconds(4),
        LateWriteCheck = TimeSpan.FromSeconds(2),
    };

    internal static FeedOptions Feeds { get; } = NodeSettings.Default.Feeds with
    {
        ReadPage = 20, FollowInterval = TimeSpan.FromSeconds(2), FollowTimeout = TimeSpan.FromSeconds(1),
    };

    internal static LetterOptions Letters { get; } = NodeSettings.Default.Letters with { Page = 50 };

    internal static TimeSpan CommitTimeout { get; } = TimeSpan.FromSeconds(3);

    static AskOptions Asking { get; } = NodeSettings.Default.Asking with
    {
        Timeout = TimeSpan.FromSeconds(6), AgainAfter = TimeSpan.FromSeconds(2),
    };

    // Nothing that was acknowledged may be missing at the end, and users write all the time.
    static RoomOptions Rooms { get; } =
        NodeSettings.Default.Rooms with { GlobalMessageLifetime = null, GlobalSendLimit = null,
        MinMessageLifetime = TimeSpan.FromSeconds(5) };

    // The letters that sweep uploads are for far in the future.
    static FilesOptions Files { get; } = NodeSettings.Default.Files with { UploadLifetime = TimeSpan.FromDays(30) };

    /// <summary>Feed events that wait for a client: few, so that slow clients meet the bound.</summary>
    public const int MaxQueueBytes = 4096;

    static SessionOptions Limits { get; } =
        NodeSettings.Default.Sessions with { MaxQueueBytes = MaxQueueBytes, MaxCatchUp = 50, MaxInFlight = 8 };

    /// <summary>Starts it.</summary>
    public void Start() => Place.Post(Engine.Begin);

    /// <summary>Hands everything off and leaves the cluster. In its place.</summary>
    public Task Leave() => Engine.Leave();

    /// <summary>The process stands still.</summary>
    public void Pause()
    {
        pausedAt = world.Timeline.Now;
        Place.Pause();
    }

    /// <summary>It goes on; after a long sleep it commits nothing more, and soon learns why.</summary>
    public void Continue()
    {
        if (Place.IsPaused && world.Timeline.Now - pausedAt > MaxSleep && Engine.Current is { } asleep)
        {
            asleep.HasSlept = true;
            world.Timeline.After(world.Random.UpTo(TickEvery), () => Place.Enter(Engine.EndIncarnationOf(asleep)));
        }
        Place.Continue();
    }

    /// <summary>Takes a client's connection, and greets.</summary>
    public Session Accept(string client)
    {
        var session = new Session(Chat, handlers, client);
        session.Queue.Add(Frames.Notice(new Hello("simulated", Name, [Address],
            new(ProtocolLimits.MaxRequestBytes, ProtocolLimits.MaxTextChars, Files.MaxFileBytes, Limits.MaxInFlight))));
        return session;
    }

    sealed class SimVault : IPasswordVault
    {
        public Task<string?> Hash(string password) => Task.FromResult<string?>($"hash of {password}");

        public Task<bool?> Verify(string? hash, string password) => Task.FromResult<bool?>(hash == $"hash of {password}");
    }
}
