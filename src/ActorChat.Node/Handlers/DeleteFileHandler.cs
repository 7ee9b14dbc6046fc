using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The key leads to its owner's file-store, which sees who asks.</summary>
sealed class DeleteFileHandler(ChatServices chat) : UserHandler<DeleteFile>
{
    protected override async Task<object> Handle(ICaller caller, string user, DeleteFile request) =>
        FileKey.TryParse(request.Key, out var key) ? await chat.Act(Ids.Files(key.Owner), user, request) : FileErrors.UnknownKey;
}
