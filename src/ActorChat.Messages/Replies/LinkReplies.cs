namespace ActorChat.Messages;

/// <summary>The link works. It is told this once: the cluster keeps only its hash.</summary>
/// <param name="Link">To be passed on, see <see cref="InviteUrl"/>.</param>
/// <param name="Id">For <see cref="RevokeLink"/>, when the link itself is not at hand.</param>
/// <param name="Room">Where it leads.</param>
/// <param name="Uses">How many may ask by it.</param>
/// <param name="Until">When it ends.</param>
public sealed record LinkCreated(string Link, string Id, string Room, int Uses, DateTimeOffset Until) : Reply;

/// <summary>The links of a room, those that end first at the top.</summary>
public sealed record LinkList(string Room, IReadOnlyList<LinkInfo> Links) : Reply;

/// <summary>One link, without what would let anybody in.</summary>
/// <param name="Id">Such as <c>lab/3f2a90bc17</c>.</param>
/// <param name="By">Who made it.</param>
/// <param name="Uses">How many more may ask by it.</param>
/// <param name="Until">When it ends.</param>
public sealed record LinkInfo(string Id, string By, int Uses, DateTimeOffset Until);

/// <summary>The room's admins have the request; the user's own feed tells what they say.</summary>
/// <param name="Room">The room.</param>
/// <param name="In">The user needed no approval and is in.</param>
public sealed record Asked(string Room, bool In) : Reply;

/// <summary>Who asks to come in, the longest-waiting first, room by room.</summary>
public sealed record RequestList(IReadOnlyList<RequestInfo> Requests) : Reply;

/// <summary>One who asks to come in.</summary>
/// <param name="Room">Where.</param>
/// <param name="User">Who.</param>
/// <param name="Link">The id of the link they came by.</param>
/// <param name="At">Since when they wait.</param>
public sealed record RequestInfo(string Room, string User, string Link, DateTimeOffset At);
