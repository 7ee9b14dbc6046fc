using ActorChat.Messages;

namespace ActorChat.Remoting;

/// <summary>What both ends of a connection by Akka.Remote agree on: names, sizes, and how much may be under way.</summary>
public static class RemoteContract
{
    /// <summary>The name of the transport in actor addresses: <c>akka.actorchat://…</c></summary>
    public const string Scheme = "actorchat";

    /// <summary>The scheme as Akka.Remote writes it.</summary>
    public const string AkkaScheme = $"akka.{Scheme}";

    /// <summary>The gate's address: the same for every node, as nobody ever looks it up or dials it.</summary>
    public const string GateSystem = "gate", GateHost = "chat";

    /// <summary>The name of every client's actor system; its host is 32 random hex digits, new for each connection.</summary>
    public const string ClientSystem = "client";

    /// <summary>The port in both addresses; nobody listens at it.</summary>
    public const int Port = 1;

    /// <summary>Where a client says hello.</summary>
    public const string GatePath = $"{AkkaScheme}://{GateSystem}@{GateHost}:1/user/{GateName}";

    /// <summary>The gate's actor, whose children are the sessions.</summary>
    public const string GateName = "gate";

    /// <summary>The one actor of a client that a node talks to.</summary>
    public const string LinkName = "link";

    /// <summary>The whole path of a client's actor.</summary>
    /// <param name="host">The client's.</param>
    public static string LinkPath(string host) => $"{AkkaScheme}://{ClientSystem}@{host}:1/user/{LinkName}";

    /// <summary>Hex digits in a client's host and in a session's name: 128 random bits, so that nobody guesses them.</summary>
    public const int NameDigits = 32;

    /// <summary>The id of the one serializer that is spoken.</summary>
    public const int SerializerId = 7401;

    /// <summary>
    /// Most bytes of lines in one message: longer lines go in several. Small enough that others get their turn, large enough to gather
    /// well.
    /// </summary>
    public const int MaxPieceBytes = 32 << 10;

    /// <summary>
    /// What a message costs of the window besides its bytes, so that empty ones are not free: about what Akka.Remote adds to it.
    /// </summary>
    public const int MessageCost = 256;

    /// <summary>
    /// What may be under way in one direction, in bytes of lines and <see cref="MessageCost"/> for each message: four full pieces, so that
    /// one can be acknowledged while others are under way.
    /// </summary>
    public const int Window = 4 * (MaxPieceBytes + MessageCost);

    /// <summary>
    /// What is acknowledged at once: a quarter of the window, so that an acknowledgement is rare and a sender never waits for it in vain.
    /// </summary>
    public const int AcknowledgeAt = MaxPieceBytes;

    /// <summary>What may be under way besides lines: a hello, and the acknowledgements of a whole window.</summary>
    public const int WindowOfOthers = 16 * MessageCost;

    /// <summary>Largest PDU: a full piece and what Akka.Remote adds to it.</summary>
    public const int MaxPduBytes = MaxPieceBytes + 1024;

    /// <summary>Longest line a client takes from a node: a page of history with 200 long messages stays well below.</summary>
    public const int MaxNodeLineBytes = 16 << 20;

    /// <summary>Longest line a node takes from a client.</summary>
    public const int MaxClientLineBytes = ProtocolLimits.MaxRequestBytes;
}
