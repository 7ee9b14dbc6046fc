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
public sealed record Tie(string Name, Standing Standing, long PeerSeq, long OwnSeq, ReadMark? Read);

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
