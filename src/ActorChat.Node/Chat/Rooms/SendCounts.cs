using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Rooms;

/// <summary>What each user has sent to a room in their period. It follows from the events alone.</summary>
/// <param name="Users">By folded name.</param>
public sealed record SendCounts(ImmutableDictionary<string, SendCount> Users)
{
    /// <summary>
    /// Most users counted. Beyond it those whose period has ended are forgotten, or else the quarter whose periods began first: they may
    /// send a little more. A constant, not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxUsers = 10_000;

    /// <summary>Nobody has sent anything.</summary>
    public static SendCounts Empty { get; } = new(ImmutableDictionary<string, SendCount>.Empty);

    /// <summary>What a user has sent; null for nothing.</summary>
    public SendCount? Of(string user) => Users.GetValueOrDefault(Names.Fold(user));

    /// <summary>With one more message of a user.</summary>
    public SendCounts With(string user, DateTimeOffset at, TimeSpan period)
    {
        var users = Users.SetItem(Names.Fold(user), SendCount.After(Of(user), at, period));
        return new SendCounts(users.Count > MaxUsers ? Forget(users, at, period) : users);
    }

    static ImmutableDictionary<string, SendCount> Forget(ImmutableDictionary<string, SendCount> users, DateTimeOffset at, TimeSpan period)
    {
        var left = users.RemoveRange(users.Where(user => user.Value.HasEnded(at, period)).Select(user => user.Key).ToList());
        if (left.Count <= MaxUsers) return left;
        return left.RemoveRange(left
            .OrderBy(user => user.Value.Since).ThenBy(user => user.Key, StringComparer.Ordinal)
            .Take(MaxUsers / 4).Select(user => user.Key).ToList());
    }
}
