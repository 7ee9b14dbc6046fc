using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class SetIdleHandler : UserHandler<SetIdle>
{
    protected override Task<object> Handle(ICaller caller, string user, SetIdle request)
    {
        caller.SetIdle(request.Idle);
        return Task.FromResult<object>(new Done());
    }
}
