using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>What a user has with a room, or with another user in a dialogue.</summary>
/// <param name="Name">The room's or the other user's name, as first written.</param>
/// <param name="Standing">How they stand.</param>
/// <param name="PeerSeq">
/// The place, in the room's or dialogue's feed, of the newest thing that was told of it: letters may overtake each other, and
/// older ones are void.
/// </param>
/// <param name="OwnSeq">The place of that in the user's own feed.</param>
/// <param name="Read">How far it is read; null when the user is not in.</param>
/// <param name="Calls">Messages after that which name the user or answer them; null for none.</param>
public sealed record Tie(string Name, Standing Standing, long PeerSeq, long OwnSeq, ReadMark? Read, ImmutableList<long>? Calls = null)
{
    /// <summary>Most calls kept; older ones are forgotten. A constant, not a setting, for replays.</summary>
    public const int MaxCalls = 100;

    /// <summary>With one more message that names the user or answers them.</summary>
    public Tie Call(long message)
    {
        if (message <= Read?.UpTo) return this;
        var calls = (Calls ?? []).Add(message);
        return this with { Calls = calls.Count > MaxCalls ? calls.RemoveAt(0) : calls };
    }

    /// <summary>Without one that is gone, or names the user no more.</summary>
    public Tie Uncall(long message) => this with { Calls = Calls?.Remove(message) };

    /// <summary>Read up to here.</summary>
    public Tie Mark(ReadMark read) => this with { Read = read, Calls = Calls?.RemoveAll(call => call <= read.UpTo) };
}

/// <summary>How a user stands to a room or dialogue.</summary>
public enum Standing
{
    /// <summary>Left, removed, deleted: remembered only so that a late letter does not raise the dead.</summary>
    Gone,

    /// <summary>Added to the room, and not in it yet.</summary>
    Invited,

    /// <summary>In the room, or the dialogue is open.</summary>
    In,

    /// <summary>Asked to come into the room, and waits for its admins.</summary>
    Asked,
}
