using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The requests of one room, or of all rooms that the user is admin of.</summary>
sealed class GetRequestsHandler(ChatServices chat) : UserHandler<GetRequests>
{
    // Rooms asked at once.
    const int Width = 16;

    // Most requests in the answer for all rooms: whoever has more of them answers some first.
    const int MaxRequests = 500;

    protected override async Task<object> Handle(ICaller caller, string user, GetRequests request)
    {
        if (request.Room is { } named) return Names.Room(named) is { } room ? await Ask(user, room) : Refusals.UnknownRoom(named);
        var own = await chat.Ask(Ids.User(user), new Visit(user), Repeat.Always);
        if (own is not Visited { State: UserState state }) return ((ForClient)own).Reply;
        var found = new List<RequestInfo>();
        foreach (var some in state.Rooms.Where(name => name != Names.Global).Chunk(Width))
        {
            var answers = await Task.WhenAll(some.Select(name => Ask(user, name)));
            found.AddRange(answers.OfType<RequestList>().SelectMany(list => list.Requests));
            if (found.Count >= MaxRequests) break;
        }
        return new RequestList([.. found.Take(MaxRequests)]);
    }

    Task<Reply> Ask(string user, string room) => chat.Act(Ids.Room(room), user, new GetRequests(room), Repeat.Always);
}
