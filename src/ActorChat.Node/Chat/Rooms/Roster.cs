using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>
/// Who is in a room. A member's place is the sequence number of the event by which they entered, so places follow the order of
/// joining.
/// </summary>
/// <param name="Places">Every member's place, by folded name.</param>
/// <param name="Members">The members by place.</param>
/// <param name="Admins">The places of the admins.</param>
public sealed record Roster(
    ImmutableDictionary<string, long> Places, ImmutableSortedDictionary<long, Member> Members, ImmutableSortedSet<long> Admins)
{
    /// <summary>Nobody.</summary>
    public static Roster Empty { get; } = new(ImmutableDictionary<string, long>.Empty, ImmutableSortedDictionary<long, Member>.Empty, []);

    /// <summary>How many are in.</summary>
    public int Count => Places.Count;

    /// <summary>Whether a user is in.</summary>
    public bool Has(string user) => Places.ContainsKey(Names.Fold(user));

    /// <summary>Whether a user is in, and nobody else is.</summary>
    public bool HasOnly(string user) => Count == 1 && Has(user);

    /// <summary>Whether a user is in, and admin.</summary>
    public bool HasAdmin(string user) => Places.TryGetValue(Names.Fold(user), out var place) && Admins.Contains(place);

    /// <summary>Whether a user is in, and admin, and nobody else is.</summary>
    public bool HasLastAdmin(string user) => Admins.Count == 1 && HasAdmin(user);

    /// <summary>The names of the admins, the longest-standing first.</summary>
    public IEnumerable<string> AdminNames => Admins.Select(place => Members[place].Name);

    /// <summary>Everybody's name, the longest-standing first.</summary>
    public IEnumerable<string> AllNames => Members.Values.Select(member => member.Name);

    /// <summary>With a user who entered at this place; one who is in keeps their place.</summary>
    public Roster Enter(string user, long place, bool admin) => Has(user) ? this : new(
        Places.Add(Names.Fold(user), place), Members.Add(place, new Member(user, admin)), admin ? Admins.Add(place) : Admins);

    /// <summary>Without a user.</summary>
    public Roster Leave(string user) => Places.TryGetValue(Names.Fold(user), out var place)
        ? new(Places.Remove(Names.Fold(user)), Members.Remove(place), Admins.Remove(place))
        : this;

    /// <summary>With a member as admin.</summary>
    public Roster Promote(string user) => Places.TryGetValue(Names.Fold(user), out var place)
        ? this with { Members = Members.SetItem(place, Members[place] with { Admin = true }), Admins = Admins.Add(place) }
        : this;
}
