using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Former.Hosting;
using ActorChat.Node.Stores.Memory;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Handlers;
using ActorChat.Node.Kinds;
using ActorChat.Node.Passwords;
using ActorChat.Node.Sessions;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Cluster;

/// <summary>One run of a node: the production runtime, behaviours, sessions and handlers; only the seams are simulated.</summary>
public sealed class SimNode
{
    readonly IReadOnlyDictionary<Type, IRequestHandler> handlers;

    /// <summary>Composes a node in a place of its own.</summary>
    public SimNode(string name, string address, FaultModel faults, SimWorld world)
    {
        var random = world.Random.Fork();
        (Name, Address) = (name, address);
        Place = new(name, world.Timeline);
        var clock = Clock = new PlaceClock(world.Timeline, Place, 1 + (faults.ClockDrift * ((2 * random.Fraction()) - 1)));
        Store = new(world.Store, world.Timeline, random.Fork(), faults, Place, world.Trace) { Committed = world.OnCommitted, IsAwayForAll = () => world.IsStoreAway };
        var options = Options(name, faults);
        var seams = new Seams(Store, world.Wire.Connect(address, Place), clock, random, Place, new TraceLogs(Place, world.Trace));
        ActorNode? actors = null;
        Place.Enter(() => actors = new(options, ChatKinds.All(Rooms, NodeSettings.Default.Dialogues with { MessageLifetime = null }, Files, NodeSettings.Default.Users, []), seams));
        Actors = actors!;
        Chat = new(name, Actors, Store, new SimVault(), Limits, NodeSettings.Default.Passwords, NodeSettings.Default.Files, clock, random, new TraceLogs(Place, world.Trace));
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

    /// <summary>Its runtime.</summary>
    public ActorNode Actors { get; }

    /// <summary>What its sessions use.</summary>
    public ChatServices Chat { get; }

    /// <summary>Its clock.</summary>
    public PlaceClock Clock { get; }

    /// <summary>Whether its clients can't reach it.</summary>
    public bool IsHidden { get; set; }

    /// <summary>Whether it takes connections.</summary>
    public bool IsOpen => Place.IsAlive && !IsHidden;

    // Nothing that was acknowledged may be missing at the end, and users write all the time.
    static RoomOptions Rooms { get; } = NodeSettings.Default.Rooms with { GlobalMessageLifetime = null, GlobalSendLimit = null, MinMessageLifetime = TimeSpan.FromSeconds(5) };

    // The letters that sweep uploads are for far in the future.
    static FilesOptions Files { get; } = NodeSettings.Default.Files with { UploadLifetime = TimeSpan.FromDays(30) };

    /// <summary>Feed events that wait for a client: few, so that slow clients meet the bound.</summary>
    public const int MaxQueueBytes = 4096;

    static SessionOptions Limits { get; } = NodeSettings.Default.Sessions with { MaxQueueBytes = MaxQueueBytes, MaxCatchUp = 50, MaxInFlight = 8 };

    /// <summary>Starts it.</summary>
    public void Start() => Place.Post(async () =>
    {
        await Store.Open(16, default);
        await Actors.Start(Address, default);
    });

    /// <summary>Takes a client's connection.</summary>
    public Session Accept(string client) => new(Chat, handlers, client);

    static ActorOptions Options(string name, FaultModel faults) => NodeSettings.Default.Cluster.Actors with
    {
        Name = name,
        Lease = faults.Lease,
        ShardCount = 16,
        SnapshotEvery = 20,
        ReadPage = 20,
        MaxEventsPerWrite = 8,
        PassivateAfter = TimeSpan.FromSeconds(4),
        CommitTimeout = TimeSpan.FromSeconds(3),
        FollowInterval = TimeSpan.FromSeconds(2),
        AskTimeout = TimeSpan.FromSeconds(6),
    };

    sealed class SimVault : IPasswordVault
    {
        public Task<string?> Hash(string password) => Task.FromResult<string?>($"hash of {password}");

        public Task<bool?> Verify(string? hash, string password) => Task.FromResult<bool?>(hash == $"hash of {password}");
    }
}
