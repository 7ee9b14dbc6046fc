using System.Security.Cryptography;
using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Reads what has arrived once more, and only publishes what is whole.</summary>
sealed class FinishFileHandler(ChatServices chat) : UserHandler<FinishFile>
{
    protected override async Task<object> Handle(ICaller caller, string user, FinishFile request)
    {
        var answer = await chat.FindUpload(user, request.File);
        if (answer is not Upload upload) return ((ForClient)answer).Reply;
        if (upload.Key is null && await Fault(upload, caller.Ended) is { } fault) return fault;
        return await chat.Act(Ids.Files(user), user, request, Repeat.Always);
    }

    async Task<Error?> Fault(Upload upload, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var index = 0; FileParts.ChunkLength(upload.Size, index) is > 0 and var length; index++)
        {
            var chunk = await chat.Store.GetChunk(upload.File, index, cancel);
            if (chunk?.Length != length) return new(ErrorCodes.BadChunk, $"chunk {index} has not arrived: send it, then finish again.");
            sha.AppendData(chunk);
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset()) == upload.Sha256
            ? null
            : new(ErrorCodes.BadChecksum,
                "what arrived is not what was announced: was the file changed while it was read? Publish it again.");
    }
}
