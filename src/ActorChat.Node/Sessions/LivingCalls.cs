using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Sessions;

/// <summary>
/// What calls for a user's attention, as it is now. The user's own state knows the numbers only: that the time of a message is over, or
/// that of the one above it, is nobody's to tell them, so the store is asked.
/// </summary>
static class LivingCalls
{
    /// <summary>The state without calls of which nothing is left. Without a store it is as it was.</summary>
    public static async Task<UserState> WithLivingCalls(this ChatServices chat, UserState own, CancellationToken cancel)
    {
        if (own.Calls is not { } calls) return own;
        try
        {
            var living = new Dictionary<string, IReadOnlyList<long>>();
            foreach (var (feed, messages) in calls)
            {
                if ((await chat.Living(own, feed, messages, cancel)) is { Count: > 0 } left) living[feed] = left;
            }
            return own with { Calls = living.Count == 0 ? null : living };
        }
        catch (StoreUnavailableException)
        {
            // Too many are told rather than none; a client that asks later gets the right ones.
            return own;
        }
    }

    /// <summary>Those of a feed's messages and comments that still stand there, and are by nobody whom the user ignores.</summary>
    public static async Task<IReadOnlyList<long>> Living(
        this ChatServices chat, UserState own, string feed, IReadOnlyList<long> messages, CancellationToken cancel)
    {
        if (FeedNames.Parse(feed) is not { } entity) return [];
        var living = new List<long>(messages.Count);
        foreach (var message in messages)
        {
            var found = await chat.Store.ReadForward(entity, message - 1, 1, cancel);
            if (found is [var stored] && stored.Seq == message && Counts(own, stored)) living.Add(message);
        }
        return living;
    }

    /// <summary>Whether a message or comment stands there for the user to read.</summary>
    public static bool Counts(UserState own, StoredEvent stored) => ChatEvents.Read(stored.Body.Span) switch
    {
        Posted posted => posted.Notes?.IsDeleted != true && !Ignores(own, posted.By),
        Commented comment => comment.Notes?.IsDeleted != true && !Ignores(own, comment.By),
        _ => false,
    };

    static bool Ignores(UserState own, string user) => own.Ignored?.Any(name => Names.Same(name, user)) == true;
}
