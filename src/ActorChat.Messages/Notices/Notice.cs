using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>What a node says of itself and of the connection: not stored, not numbered. A client ignores unknown types.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Hello), "hello")]
[JsonDerivedType(typeof(Leaving), "leaving")]
[JsonDerivedType(typeof(Trouble), "trouble")]
[JsonDerivedType(typeof(Lagging), "lagging")]
[JsonDerivedType(typeof(Gap), "gap")]
[JsonDerivedType(typeof(SetBack), "set-back")]
[JsonDerivedType(typeof(Synced), "synced")]
[JsonDerivedType(typeof(Unfollowed), "unfollowed")]
[JsonDerivedType(typeof(Presence), "presence")]
[JsonDerivedType(typeof(UserState), "user-state")]
[JsonDerivedType(typeof(RoomState), "room-state")]
[JsonDerivedType(typeof(DialogueState), "dialogue-state")]
[JsonDerivedType(typeof(ModerationState), "moderation-state")]
[JsonDerivedType(typeof(LoginEnded), "login-ended")]
[JsonDerivedType(typeof(Typing), "typing")]
[JsonDerivedType(typeof(DraftShared), "draft")]
[JsonDerivedType(typeof(ViewShared), "view")]
public record Notice;

/// <summary>The first frame of a connection.</summary>
/// <param name="Server">Product and version, such as "ActorChat/0.1.0".</param>
/// <param name="Node">The name of the node that answers.</param>
/// <param name="Nodes">Client addresses (<c>host:port</c>) of the live nodes, this one first.</param>
/// <param name="Limits">What the operator has set.</param>
public sealed record Hello(string Server, string Node, IReadOnlyList<string> Nodes, ServerLimits Limits) : Notice;

/// <summary>Limits that an operator sets.</summary>
/// <param name="MaxRequestBytes">Largest frame.</param>
/// <param name="MaxTextChars">Longest text of a message, in UTF-16 code units.</param>
/// <param name="MaxFileBytes">Largest file.</param>
/// <param name="MaxInFlight">Most requests of one connection under way at once; more are read when others are answered.</param>
public sealed record ServerLimits(int MaxRequestBytes, int MaxTextChars, long MaxFileBytes, int MaxInFlight);

/// <summary>The node is being stopped in good order: the client should resume at one of these addresses now.</summary>
public sealed record Leaving(IReadOnlyList<string> Nodes) : Notice;

/// <summary>
/// The node can't serve, or not all rooms, and says why; without a message: it can again. Requests that fail meanwhile are refused with a
/// reason of their own.
/// </summary>
/// <param name="Message">A sentence without its full stop, such as "the store does not answer: …".</param>
public sealed record Trouble([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message = null) : Notice;

/// <summary>
/// The client was too slow. It has been sent all that was queued; these feeds paused at these cursors, and go on by themselves, as fast as
/// it reads.
/// </summary>
public sealed record Lagging(IReadOnlyDictionary<string, long> Cursors) : Notice;

/// <summary>
/// The events after <paramref name="After"/> up to <paramref name="UpTo"/> are not sent: too many. The feed's state follows; history has
/// them.
/// </summary>
/// <param name="Feed">Which feed.</param>
/// <param name="After">The last number before.</param>
/// <param name="UpTo">The last number that is not sent.</param>
/// <param name="Gone">They do not exist any more: their time was over, or they were deleted. Nothing is missing.</param>
public sealed record Gap(
    string Feed, long After, long UpTo, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Gone = false)
        : Notice;

/// <summary>
/// The feed ends before what the client has, or the same numbers stand for other events by now: the store was restored from a backup.
/// The client forgets the feed; its state follows.
/// </summary>
/// <param name="Feed">Which feed.</param>
/// <param name="Seq">Where it ends.</param>
/// <param name="Had">What the client had; less than <paramref name="Seq"/> when the feed has grown past it with other events.</param>
public sealed record SetBack(string Feed, long Seq, long Had) : Notice;

/// <summary>After a login or resume: every feed is now as on the server.</summary>
/// <param name="Generation">
/// Of the store that the cursors from now on are of; for <see cref="Resume"/>. A random name, another after each founding of the cluster.
/// </param>
public sealed record Synced([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Generation = null) : Notice;

/// <summary>The client does not follow this feed any more: left, removed, or deleted.</summary>
public sealed record Unfollowed(string Feed) : Notice;

/// <summary>Users who came online in a room or dialogue, or went.</summary>
/// <param name="Feed">The room or dialogue.</param>
/// <param name="Online">Who came.</param>
/// <param name="Offline">Who went.</param>
/// <param name="All"><paramref name="Online"/> is everyone who is online: forget what was known before.</param>
/// <param name="Away">Who of <paramref name="Online"/> is away; the others are there.</param>
public sealed record Presence(
    string Feed,
    IReadOnlyList<string> Online,
    IReadOnlyList<string> Offline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool All = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Away = null) : Notice;
