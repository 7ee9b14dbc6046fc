using ActorChat.Actors.Regions;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Nobody has read further than there is: a mark beyond the newest message would hide those to come.</summary>
sealed class MarkReadHandler(ChatServices chat) : UserHandler<MarkRead>
{
    protected override async Task<object> Handle(ICaller caller, string user, MarkRead request)
    {
        if (request.UpTo < 0 || request.Ordinal < 0) return new Error(ErrorCodes.BadField, "upTo and ordinal must be 0 or more: take them from a message.");
        if (Feeds.Parse(request.Feed) is not { } feed) return Refusals.UnknownFeed(request.Feed);
        // Only a dialogue says who has received what; of a room it is enough to know how far it goes.
        Command question = feed.Kind == Ids.DialogueKind ? new Visit(user) : new GetExtent(user);
        var answer = await chat.Ask(feed, question, Repeat.Always);
        var (seq, ordinal) = answer switch
        {
            Extent extent when feed.Kind == Ids.RoomKind => (extent.Seq, extent.Ordinal),
            Visited { State: DialogueState dialogue } => (dialogue.Seq, dialogue.Ordinal),
            _ => (0, 0),
        };
        var within = request with { UpTo = Math.Min(request.UpTo, seq), Ordinal = Math.Min(request.Ordinal, ordinal) };
        // Who has read something has received it.
        if (answer is Visited { State: DialogueState unreceived } && unreceived.Received < within.UpTo)
        {
            await chat.Act(feed, user, new MarkDelivered(unreceived.With, within.UpTo, within.Ordinal), Repeat.Always);
        }
        return await chat.Act(Ids.User(user), user, within, Repeat.Always);
    }
}
