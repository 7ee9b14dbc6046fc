using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class GetChunkHandler(ChatServices chat) : UserHandler<GetChunk>
{
    protected override async Task<object> Handle(ICaller caller, string user, GetChunk request)
    {
        var (key, reply) = await chat.FindFile(user, request.Key);
        if (reply is not FileFound found) return reply;
        if (FileParts.ChunkLength(found.Size, request.Index) < 0)
        {
            return new Error(ErrorCodes.BadChunk, $"the file has no chunk {request.Index}: it has {found.Chunks}, from 0.");
        }
        return await chat.Store.GetChunk(key.File, request.Index, caller.Ended) is { } data
            ? new Chunk(request.Index, data)
            : new Error(ErrorCodes.UnknownFile, "the file's content is gone: ask its owner to publish it again.");
    }
}
