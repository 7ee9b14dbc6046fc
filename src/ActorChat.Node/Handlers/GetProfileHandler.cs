using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Everyone is in Global, so that is where one sees who is online.</summary>
sealed class GetProfileHandler(ChatServices chat) : UserHandler<GetProfile>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetProfile request)
    {
        if (Names.User(request.User) is not { } name) return Refusals.UnknownUser(request.User);
        var reply = await chat.Act(Ids.User(name), user, request, Repeat.Always);
        if (reply is not Profile profile) return reply;
        var people = Labels.Read(await caller.OnlineIn(Ids.Global));
        var online = people.Online.Contains(profile.User);
        return profile with { Online = online, Away = profile.Away || people.Away.Contains(profile.User),
            LastSeen = online ? null : profile.LastSeen };
    }
}
