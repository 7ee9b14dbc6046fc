using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>How strangers come to a room: the links that lead to it, who asks to be let in, and who was turned down.</summary>
/// <param name="Links">By id.</param>
/// <param name="Requests">By folded name.</param>
/// <param name="Denied">Until when they may not ask again, by folded name; at most <see cref="MaxDenied"/>.</param>
public sealed record InviteBook(
    ImmutableDictionary<string, InviteLink> Links, ImmutableDictionary<string, JoinRequest> Requests,
        ImmutableDictionary<string, DateTimeOffset> Denied)
{
    /// <summary>
    /// Most users remembered as turned down; beyond it the one whose time is up first is forgotten. A constant, not a setting: replays
    /// must come to the same state on every node.
    /// </summary>
    public const int MaxDenied = 1_000;

    /// <summary>Nothing.</summary>
    public static InviteBook Empty { get; } = new(
        ImmutableDictionary<string, InviteLink>.Empty, ImmutableDictionary<string, JoinRequest>.Empty,
            ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>The link with this hash, or null.</summary>
    public InviteLink? Find(string hash) => Links.GetValueOrDefault(InviteLink.IdOf(hash)) is { } link && link.Hash == hash ? link : null;

    /// <summary>The request of a user, or null.</summary>
    public JoinRequest? RequestOf(string user) => Requests.GetValueOrDefault(Names.Fold(user));

    /// <summary>Those who ask, the longest-waiting first.</summary>
    public IEnumerable<JoinRequest> Waiting => Requests.Values.OrderBy(request => request.Seq);

    /// <summary>Whether a user was turned down, and may not ask again at this time.</summary>
    public bool Refuses(string user, DateTimeOffset now) => Denied.TryGetValue(Names.Fold(user), out var until) && now < until;

    /// <summary>With a request by a link, which takes one of its uses.</summary>
    public InviteBook Ask(JoinRequest request) => this with
    {
        Requests = Requests.SetItem(Names.Fold(request.Name), request),
        Links = Links.TryGetValue(request.Link, out var link) ? Links.SetItem(link.Id, link with { Uses = link.Uses - 1 }) : Links,
    };

    /// <summary>With a user turned down.</summary>
    public InviteBook Deny(string user, DateTimeOffset until)
    {
        var denied = Denied.SetItem(Names.Fold(user), until);
        if (denied.Count > MaxDenied) denied = denied.Remove(denied.MinBy(one => (one.Value, one.Key)).Key);
        return this with { Requests = Requests.Remove(Names.Fold(user)), Denied = denied };
    }

    /// <summary>With a user who needs nothing of this any more.</summary>
    public InviteBook Settle(string user) =>
        this with { Requests = Requests.Remove(Names.Fold(user)), Denied = Denied.Remove(Names.Fold(user)) };
}

/// <summary>A link by which people ask to come in.</summary>
/// <param name="Id">See <see cref="IdOf"/>.</param>
/// <param name="Hash">SHA-256 of its token, hexadecimal.</param>
/// <param name="By">The admin who made it.</param>
/// <param name="Uses">How many more may ask by it.</param>
/// <param name="Until">When it ends.</param>
public sealed record InviteLink(string Id, string Hash, string By, int Uses, DateTimeOffset Until)
{
    /// <summary>The kind under which the directory leads from a link's hash to its room. Nothing lists or searches this kind.</summary>
    public const string DirectoryKind = "link";

    /// <summary>Digits of the hash that tell a room's few links apart, and give nothing away.</summary>
    const int IdChars = 10;

    /// <summary>What a link is called by those who don't have it.</summary>
    public static string IdOf(string hash) => hash[..Math.Min(IdChars, hash.Length)];
}

/// <summary>Somebody asks to come in.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Link">The id of the link they came by.</param>
/// <param name="Seq">The place of this in the room's journal.</param>
/// <param name="At">Since when they wait.</param>
public sealed record JoinRequest(string Name, string Link, long Seq, DateTimeOffset At);
