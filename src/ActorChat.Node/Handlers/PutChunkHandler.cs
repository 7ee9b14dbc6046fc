using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>
/// Chunks go straight to the store; the file-store's entity only says whether the upload is under way, and how long it will be.
/// </summary>
sealed class PutChunkHandler(ChatServices chat) : UserHandler<PutChunk>
{
    protected override async Task<object> Handle(ICaller caller, string user, PutChunk request)
    {
        var answer = await chat.FindUpload(user, request.File);
        if (answer is not Upload upload) return ((ForClient)answer).Reply;
        if (upload.Key is not null)
        {
            return new Error(ErrorCodes.BadChunk, "the file is published and does not change any more: publish another.");
        }
        var expected = FileParts.ChunkLength(upload.Size, request.Index);
        if (request.Data.Length != expected) return Wrong(request, expected);
        await chat.Store.PutChunk(request.File, request.Index, request.Data, caller.Ended);
        return new Done();
    }

    static Error Wrong(PutChunk request, long expected) => new(ErrorCodes.BadChunk, expected < 0
        ? $"the file has no chunk {request.Index}: it was announced smaller."
        : $"chunk {request.Index} has {request.Data.Length} bytes and should have {expected}: was the file changed while it was read?");
}
