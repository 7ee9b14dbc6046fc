using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class PingHandler : Handler<Ping>
{
    static readonly Task<object> Answer = Task.FromResult<object>(new Pong());

    protected override Task<object> Handle(ICaller caller, Ping request) => Answer;
}
