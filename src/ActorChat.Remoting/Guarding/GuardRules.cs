namespace ActorChat.Remoting.Guarding;

/// <summary>What a guard makes sure of. All of it, always: a test takes one out to see that it is the one that stops an attack.</summary>
[Flags]
enum Measures
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The first PDU is a handshake, and the only one.</summary>
    OneHandshake = 1,

    /// <summary>The peer announces an address of the form that is expected of it.</summary>
    Address = 2,

    /// <summary>A message goes to an actor that takes such messages.</summary>
    Recipient = 4,

    /// <summary>It is written by our serializer, and is one that this side takes.</summary>
    Serializer = 8,

    /// <summary>It says that it comes from the actor of the peer that sends such.</summary>
    Sender = 16,

    /// <summary>It is not one of those that Akka.Remote delivers in order and again, which it keeps without a bound.</summary>
    Unsequenced = 32,

    /// <summary>No PDU and no body is larger than ours are.</summary>
    Size = 64,

    /// <summary>No more is under way than the window, and no more heartbeats come than a clock needs.</summary>
    Window = 128,

    /// <summary>An address that is connected is not announced by another.</summary>
    NoTakeOver = 256,

    /// <summary>All of them.</summary>
    All = 511,
}

/// <summary>What one side of a connection takes from the other.</summary>
/// <param name="PeerSystem">The name of the peer's actor system.</param>
/// <param name="PeerHost">The peer's host; null for any name of 32 hex digits.</param>
/// <param name="Recipient">For a manifest, the form of the path it goes to; null when this side does not take it.</param>
/// <param name="Sender">For the peer's host, the form of the path that its messages come from.</param>
sealed record GuardRules(string PeerSystem, string? PeerHost, Func<byte, PathForm?> Recipient, Func<string, PathForm> Sender)
{
    /// <summary>What is made sure of.</summary>
    public Measures Measures { get; init; } = Measures.All;

    /// <summary>Of a node: clients say hello to the gate, and then talk to a session.</summary>
    public static GuardRules OfNode { get; } = new(RemoteContract.ClientSystem, null, NodeTakes,
        host => new(RemoteContract.LinkPath(host), hasChild: false));

    static readonly PathForm Gate = new(RemoteContract.GatePath, hasChild: false), Session = new(RemoteContract.GatePath, hasChild: true);

    /// <summary>Of a client with this host: the node's sessions talk to its one actor.</summary>
    public static GuardRules OfClient(string host)
    {
        var link = new PathForm(RemoteContract.LinkPath(host), hasChild: false);
        return new(RemoteContract.GateSystem, RemoteContract.GateHost, manifest => "wlab"u8.Contains(manifest) ? link : null, _ => Session);
    }

    static PathForm? NodeTakes(byte manifest) => manifest switch
    {
        (byte)'h' => Gate,
        (byte)'l' or (byte)'a' => Session,
        _ => null,
    };
}
