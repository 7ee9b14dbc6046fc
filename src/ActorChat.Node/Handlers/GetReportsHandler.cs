using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetReportsHandler(ChatServices chat) : UserHandler<GetReports>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetReports request) =>
        await chat.Act(Ids.Moderation, user, request, Repeat.Always);
}
