using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>All that the client knows of the chat: a fold of the frames that came, and of nothing else.</summary>
sealed record ChatState
{
    /// <summary>Nobody is logged in.</summary>
    public static ChatState LoggedOut { get; } = new();

    /// <summary>The user, as first written; null when nobody is logged in.</summary>
    public string? Me { get; init; }

    /// <summary>The user's own feed: their actions. Null until its state has come.</summary>
    public FeedState? Own { get; init; }

    /// <summary>Rooms and dialogues by key, see <see cref="FeedName.Key"/>.</summary>
    public ImmutableDictionary<string, FeedState> Feeds { get; init; } =
        ImmutableDictionary.Create<string, FeedState>(StringComparer.Ordinal);

    /// <summary>The keys of <see cref="Feeds"/> in the order of the list: Global, rooms, dialogues.</summary>
    public ImmutableList<string> Order { get; init; } = [];

    /// <summary>Rooms that the user was added to and has not joined.</summary>
    public ImmutableSortedDictionary<string, string> Invitations { get; init; } = FeedState.Empty;

    /// <summary>Rooms that the user asked to come into, and waits for their admins.</summary>
    public ImmutableSortedDictionary<string, string> Asked { get; init; } = FeedState.Empty;

    /// <summary>How far each feed is read, by key.</summary>
    public ImmutableDictionary<string, ReadMark> Reads { get; init; } =
        ImmutableDictionary.Create<string, ReadMark>(StringComparer.Ordinal);

    /// <summary>What the user has turned on and off.</summary>
    public Preferences Settings { get; init; } = new();

    /// <summary>Whose messages the user does not want to see, by folded name.</summary>
    public ImmutableSortedDictionary<string, string> Ignored { get; init; } = FeedState.Empty;

    /// <summary>
    /// The place in the user's own feed where they last changed it: what a node counted before that is out of date.
    /// </summary>
    public long IgnoredAt { get; init; }

    /// <summary>Until when the user can't send anything; null when they may.</summary>
    public DateTimeOffset? SuspendedUntil { get; init; }

    /// <summary>Whether the user can't send anything now.</summary>
    public bool IsSuspended(DateTimeOffset now) => now < SuspendedUntil;

    /// <summary>Whether the user is away by their own word.</summary>
    public bool Away { get; init; }

    /// <summary>Whether the user is an operator of the cluster.</summary>
    public bool Operator { get; init; }

    /// <summary>Whether messages of this user are hidden.</summary>
    public bool Ignores(string user) => Ignored.Count > 0 && Ignored.ContainsKey(Names.Fold(user));

    /// <summary>Messages and comments that name the user or answer them and are not read, by key.</summary>
    public ImmutableDictionary<string, ImmutableList<long>> Calls { get; init; } = ImmutableDictionary.Create<string,
        ImmutableList<long>>(StringComparer.Ordinal);

    /// <summary>How many call for the user in a feed.</summary>
    public int Called(string key) => Calls.GetValueOrDefault(key)?.Count ?? 0;

    /// <summary>
    /// Messages of a feed that the user has not read on any client; never negative. What was deleted, or is hidden, need not be read.
    /// </summary>
    public long Unread(string key)
    {
        if (!Feeds.TryGetValue(key, out var feed)) return 0;
        var read = Math.Max(feed.Gone, Reads.GetValueOrDefault(key)?.Ordinal ?? 0);
        if (read >= feed.Ordinal) return 0;
        bool Counted(long ordinal) => ordinal > read && ordinal <= feed.Ordinal;
        var skipped = feed.Removed.Count(Counted) + feed.Skipped.Count(ordinal => Counted(ordinal) && !feed.Removed.Contains(ordinal));
        return Math.Max(0, feed.Ordinal - read - skipped);
    }

    /// <summary>Whether the user does not want to see what somebody said or did there.</summary>
    public bool Hides(Event happened) => !Ignored.IsEmpty && happened switch
    {
        Posted posted => Ignores(posted.By),
        Commented comment => Ignores(comment.By),
        Edited edited => Ignores(edited.By),
        Reacted reacted => Ignores(reacted.By),
        Mentioned mentioned => Ignores(mentioned.By),
        CommentReceived comment => Ignores(comment.By),
        _ => false,
    };

    /// <summary>An answer without what the user does not want to see.</summary>
    public Reply Without(Reply reply) => Ignored.IsEmpty ? reply : reply switch
    {
        HistoryPage page when page.Events.Any(Hides) => page with { Events = [.. page.Events.Where(one => !Hides(one))] },
        ThreadPage page when page.Events.Any(Hides) => page with { Events = [.. page.Events.Where(one => !Hides(one))] },
        FoundList list when list.Messages.Any(one => Ignores(one.By)) =>
            list with { Messages = [.. list.Messages.Where(one => !Ignores(one.By))] },
        _ => reply,
    };

    /// <summary>The room of this name, or else the dialogue with the user of this name; null when the user is in neither.</summary>
    public FeedState? Find(string name) => KeyOf(name) is { } key ? Feeds[key] : null;

    /// <summary>Its key.</summary>
    public string? KeyOf(string name)
    {
        var room = FeedName.Key(FeedName.Room(name));
        if (Feeds.ContainsKey(room)) return room;
        var user = name.TrimStart('@');
        // With the names of both, as a feed has them, it is known too.
        string?[] dialogues = [Me is null ? null : FeedName.DialogueKey(Me, user), FeedName.Key(FeedName.DialoguePrefix + user)];
        return dialogues.FirstOrDefault(key => key is not null && Feeds.ContainsKey(key));
    }

    /// <summary>A room or dialogue as commands take it: the other user's name instead of both, where the user is in it.</summary>
    public string TitleOf(string feed) =>
        Feeds.TryGetValue(FeedName.Key(feed), out var known) && known.IsDialogue ? $"@{known.Title}" : FeedName.Shown(feed);

    internal ChatState Enter(FeedState feed)
    {
        var key = FeedName.Key(feed.Feed);
        var order = Order.Contains(key) ? Order : Order.Insert(PlaceOf(key), key);
        return this with { Feeds = Feeds.SetItem(key, feed), Order = order };
    }

    internal ChatState Leave(string feed)
    {
        var key = FeedName.Key(feed);
        return this with { Feeds = Feeds.Remove(key), Order = Order.Remove(key), Reads = Reads.Remove(key), Calls = Calls.Remove(key) };
    }

    internal ChatState Call(string feed, long message)
    {
        var key = FeedName.Key(feed);
        return this with { Calls = Calls.SetItem(key, (Calls.GetValueOrDefault(key) ?? []).Remove(message).Add(message)) };
    }

    internal ChatState Uncall(string key, ImmutableList<long> left) => this with { Calls = Without(key, left) };

    internal ChatState Uncall(string feed, long message)
    {
        var key = FeedName.Key(feed);
        return Calls.TryGetValue(key, out var calls) ? Uncall(key, calls.Remove(message)) : this;
    }

    internal ChatState Read(string feed, ReadMark mark)
    {
        var key = FeedName.Key(feed);
        if (Calls.TryGetValue(key, out var calls))
        {
            return (this with { Calls = Without(key, calls.RemoveAll(call => call <= mark.UpTo)) }).Mark(key, mark);
        }
        return Mark(key, mark);
    }

    ImmutableDictionary<string, ImmutableList<long>> Without(string key, ImmutableList<long> left) =>
        left.IsEmpty ? Calls.Remove(key) : Calls.SetItem(key, left);

    ChatState Mark(string key, ReadMark mark)
    {
        if (mark.Ordinal <= (Reads.GetValueOrDefault(key)?.Ordinal ?? -1)) return this;
        var next = this with { Reads = Reads.SetItem(key, mark) };
        return Feeds.TryGetValue(key, out var feed) && !feed.Skipped.IsEmpty && feed.Skipped.Min <= mark.Ordinal
            ? next with { Feeds = Feeds.SetItem(key, feed with { Skipped = [.. feed.Skipped.Where(ordinal => ordinal > mark.Ordinal)] }) }
            : next;
    }

    int PlaceOf(string key)
    {
        if (key == FeedName.Key(FeedName.Room(Names.Global))) return 0;
        if (FeedName.IsDialogue(key)) return Order.Count;
        var dialogue = Order.FindIndex(FeedName.IsDialogue);
        return dialogue < 0 ? Order.Count : dialogue;
    }
}
