using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class WhoHandler(ChatServices chat) : UserHandler<Who>
{
    protected override async Task<object> Handle(ICaller caller, string user, Who request)
    {
        if (Names.Room(request.Room) is not { } room) return Refusals.UnknownRoom(request.Room);
        var reply = await chat.Act(Ids.Room(room), user, request, Repeat.Always);
        return reply is MemberList members ? WithOnline(members, await caller.OnlineIn(Ids.Room(room))) : reply;
    }

    // Of Global, where everyone is a member, those online are shown.
    static MemberList WithOnline(MemberList members, IReadOnlyList<string> online)
    {
        var people = Labels.Read(online);
        var (here, away) = (people.Online.ToHashSet(), people.Away.ToHashSet());
        IEnumerable<MemberInfo> shown = members.Room == Names.Global
            ? here.OrderBy(Names.Fold, StringComparer.Ordinal)
                .Select(user => new MemberInfo(user, Admin: false, Online: true, away.Contains(user)))
            : members.Members.Select(member => member with { Online = here.Contains(member.User), Away = away.Contains(member.User) });
        return members with { Members = [.. shown.Take(ProtocolLimits.MaxListedNames)], OnlineCount = here.Count };
    }
}
