using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Announcing twice begins one upload; the store knows how much of it has arrived.</summary>
sealed class BeginFileHandler(ChatServices chat) : UserHandler<BeginFile>
{
    protected override async Task<object> Handle(ICaller caller, string user, BeginFile request) =>
        await chat.Act(Ids.Files(user), user, request, Repeat.Always) switch
        {
            FileBegun begun => begun with { Have = Math.Min(begun.Chunks, await chat.Store.CountChunks(begun.File, caller.Ended)) },
            var reply => reply,
        };
}
