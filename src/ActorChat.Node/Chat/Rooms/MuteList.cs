using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>Who may not speak in a room, by folded name.</summary>
public sealed record MuteList(ImmutableDictionary<string, Silence> Users)
{
    /// <summary>Most users muted at once.</summary>
    public const int MaxUsers = 1_000;

    /// <summary>Nobody.</summary>
    public static MuteList Empty { get; } = new(ImmutableDictionary<string, Silence>.Empty);

    /// <summary>Why a user may not speak; null when they may.</summary>
    public Silence? Find(string user, DateTimeOffset now) =>
        Users.TryGetValue(Names.Fold(user), out var silence) && !(silence.Until <= now) ? silence : null;

    /// <summary>How many may not speak now.</summary>
    public int CountAt(DateTimeOffset now) => Users.Count < MaxUsers ? Users.Count : Users.Values.Count(silence => !(silence.Until <= now));

    /// <summary>With a user who may not speak. Those whose time is over are forgotten when there are many.</summary>
    public MuteList With(Muted muted, DateTimeOffset at)
    {
        var users = Users.SetItem(Names.Fold(muted.User), new Silence(muted.User, muted.By, muted.Until));
        return new MuteList(users.Count <= MaxUsers ? users
            : users.RemoveRange(users.Where(user => user.Value.Until <= at).Select(user => user.Key).ToList()));
    }

    /// <summary>Without a user.</summary>
    public MuteList Without(string user) => new(Users.Remove(Names.Fold(user)));
}

/// <summary>That a user may not speak.</summary>
/// <param name="Name">As first written.</param>
/// <param name="By">The admin.</param>
/// <param name="Until">Until when; null: until an admin lets them.</param>
public sealed record Silence(string Name, string By, DateTimeOffset? Until);
