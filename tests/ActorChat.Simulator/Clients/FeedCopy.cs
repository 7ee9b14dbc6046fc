using ActorChat.Messages;

namespace ActorChat.Simulator.Clients;

/// <summary>What a client has of a feed: a cursor, and the members that state and events add up to.</summary>
public sealed class FeedCopy(string name)
{
    /// <summary>As the node calls it.</summary>
    public string Name => name;

    /// <summary>The last sequence number.</summary>
    public long Cursor { get; private set; }

    /// <summary>Messages so far.</summary>
    public long Ordinal { get; private set; }

    /// <summary>Who is in the room, folded.</summary>
    public SortedSet<string> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Rooms and dialogues of a user's feed, as feeds' folded ids.</summary>
    public SortedSet<string> Feeds { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is online in it.</summary>
    public SortedSet<string> Online { get; } = new(StringComparer.Ordinal);

    /// <summary>Begins with a state.</summary>
    public void Begin(Notice state)
    {
        Members.Clear();
        Feeds.Clear();
        Online.Clear();
        switch (state)
        {
            case RoomState room:
                (Cursor, Ordinal) = (room.Seq, room.Ordinal);
                Members.UnionWith(room.Members.Select(Names.Fold));
                Online.UnionWith(room.Online);
                break;
            case DialogueState dialogue:
                (Cursor, Ordinal) = (dialogue.Seq, dialogue.Ordinal);
                Online.UnionWith(dialogue.Online);
                break;
            case UserState user:
                Cursor = user.Seq;
                Feeds.UnionWith(user.Rooms.Select(room => $"room/{Names.Fold(room)}"));
                Feeds.UnionWith(user.Dialogues.Select(with => $"with/{Names.Fold(with)}"));
                break;
        }
    }

    /// <summary>Some came, and some went.</summary>
    public void Take(Presence presence)
    {
        if (presence.All) Online.Clear();
        Online.UnionWith(presence.Online);
        Online.ExceptWith(presence.Offline);
    }

    /// <summary>Skips what the node says is not sent.</summary>
    public void Skip(Gap gap) => Cursor = gap.UpTo;

    /// <summary>Takes the next event; false when it is not the next.</summary>
    public bool Take(Event next)
    {
        if (next.Seq != Cursor + 1) return false;
        Cursor = next.Seq;
        switch (next)
        {
            case Posted posted: Ordinal = posted.Ordinal; break;
            // What has disappeared may never have been seen, and counts all the same.
            case Expired expired: Ordinal = Math.Max(Ordinal, expired.Gone); break;
            case Created { By: { } creator }: Ordinal = 0; Members.Clear(); Members.Add(Names.Fold(creator)); break;
            case DialogueOpened: Ordinal = 0; break;
            case Joined joined: Members.Add(Names.Fold(joined.User)); break;
            case Left left: Members.Remove(Names.Fold(left.User)); break;
            case Removed removed: Members.Remove(Names.Fold(removed.User)); break;
            case RoomCreated room: Feeds.Add($"room/{Names.Fold(room.Room)}"); break;
            case RoomJoined room: Feeds.Add($"room/{Names.Fold(room.Room)}"); break;
            case RoomLeft room: Feeds.Remove($"room/{Names.Fold(room.Room)}"); break;
            case RoomRemoved room: Feeds.Remove($"room/{Names.Fold(room.Room)}"); break;
            case RoomDeleted room: Feeds.Remove($"room/{Names.Fold(room.Room)}"); break;
            case DialogueBegun dialogue: Feeds.Add($"with/{Names.Fold(dialogue.With)}"); break;
            case DialogueEnded dialogue: Feeds.Remove($"with/{Names.Fold(dialogue.With)}"); break;
        }
        return true;
    }
}
