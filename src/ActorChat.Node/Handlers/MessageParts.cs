using ActorChat.Node.Entities;
using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What the handlers of requests about one message have in common.</summary>
static class MessageParts
{
    // Each time, as much must have happened as a room remembers: more would be a room that nobody can follow.
    const int MaxReads = 5;

    /// <summary>Asks a room or dialogue for something about one of its messages, which is read from the store and handed over.</summary>
    public static async Task<Reply> Amend(
        this ChatServices chat, string user, string feed, long message, Request request, Repeat repeat, CancellationToken cancel)
    {
        if (FeedNames.Parse(feed) is not { Kind: not Ids.UserKind } entity) return Refusals.UnknownFeed(feed);
        var (asOperator, fault) = await chat.Office(entity, user);
        if (fault is not null) return fault;
        for (var read = 0; read < MaxReads; read++)
        {
            // Whoever may not come in gets the room's own refusal, and the answer to what was said already.
            var visited = await chat.Ask(entity, new Visit(user), Repeat.Always) as Visited;
            var handed = visited is null ? null : await chat.ReadMessage(entity, visited, message, cancel);
            var answer = await chat.Ask(entity, new Act(user, request, Message: handed, AsOperator: asOperator), repeat);
            if (answer is ForClient { Reply: var reply }) return reply;
        }
        return chat.Fault(AskStatus.Overloaded);
    }

    /// <summary>A message or comment as it stands in the store; null when there is none.</summary>
    public static async Task<Handed?> ReadMessage(
        this ChatServices chat, EntityId feed, Visited visited, long message, CancellationToken cancel)
    {
        if (message < visited.Since) return null;
        var asOf = Follows.HeadOf(visited.State);
        if (await chat.Store.ReadForward(feed, message - 1, 1, cancel) is not [var stored] || stored.Seq != message) return null;
        return ChatEvents.Read(stored.Body.Span) switch
        {
            Posted posted => new Handed(message, posted, asOf),
            Commented comment when await chat.ReadMessage(feed, visited, comment.Message, cancel) is { } under =>
                new Handed(message, comment, asOf, under),
            _ => null,
        };
    }
}
