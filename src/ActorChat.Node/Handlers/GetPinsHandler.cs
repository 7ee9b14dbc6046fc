using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The pinned messages, straight from the store once the room has let the user in: few, and each a read of its own.</summary>
sealed class GetPinsHandler(ChatServices chat) : UserHandler<GetPins>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetPins request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        var answer = await chat.Ask(Ids.Room(room), new Visit(user), Repeat.Always);
        if (answer is not Visited { State: RoomState state } visited) return ((ForClient)answer).Reply;
        List<StoredEvent> messages = [];
        foreach (var pin in (state.Pins ?? []).Order())
        {
            if (await chat.Store.ReadForward(Ids.Room(room), pin - 1, 1, caller.Ended) is [var stored] && stored.Seq == pin)
            {
                messages.Add(stored);
            }
        }
        return HistoryParts.Write("history", visited.Feed, null, await chat.WithFilesAsTheyAre(messages), ProtocolLimits.MaxPins,
            chat.Limits.MaxHistoryBytes, state.Seq);
    }
}
