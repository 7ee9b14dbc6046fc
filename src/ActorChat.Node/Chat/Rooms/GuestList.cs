using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Names on a room's list, by folded name.</summary>
public sealed record GuestList(ImmutableDictionary<string, Guest> Guests)
{
    /// <summary>Nobody.</summary>
    public static GuestList Empty { get; } = new(ImmutableDictionary<string, Guest>.Empty);

    /// <summary>How many stand on it.</summary>
    public int Count => Guests.Count;

    /// <summary>Whether a user stands on it.</summary>
    public bool Has(string user) => Guests.ContainsKey(Names.Fold(user));

    /// <summary>Whether a user stands on it with an invitation not taken up yet.</summary>
    public bool HasInvited(string user) => Guests.TryGetValue(Names.Fold(user), out var guest) && guest.Invited;

    /// <summary>With a user on it.</summary>
    public GuestList Put(string user, bool invited) => new(Guests.SetItem(Names.Fold(user), new Guest(user, invited)));

    /// <summary>Without a user.</summary>
    public GuestList Strike(string user) => new(Guests.Remove(Names.Fold(user)));

    /// <summary>Everybody's name, in an order that is the same everywhere.</summary>
    public IEnumerable<string> AllNames => Guests.OrderBy(guest => guest.Key, StringComparer.Ordinal).Select(guest => guest.Value.Name);
}

/// <summary>A name on a room's list.</summary>
/// <param name="Name">As first written.</param>
/// <param name="Invited">Told that they may come, and has not come since.</param>
public sealed record Guest(string Name, bool Invited);
