using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetSessionsHandler : UserHandler<GetSessions>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetSessions request) => new SessionList(
        [.. (await caller.Sessions()).OrderBy(one => one.Since).Select(one => one with { This = one.Session == caller.LoginId })]);
}
