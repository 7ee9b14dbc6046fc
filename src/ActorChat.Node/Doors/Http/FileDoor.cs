using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Files as HTTP has them: <c>PUT /v1/files/{name}</c> publishes what the body holds, <c>GET /v1/files/{key}</c> gives a published one, or
/// a range of it. Both are made of the requests of the contract, so that rights and limits are the same. No file is ever held in memory.
/// </summary>
sealed class FileDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers)
{
    static readonly Error BadDigest = new(
        ErrorCodes.BadChecksum, "Repr-Digest is not what arrived: send the file again, or leave the header out.");

    /// <summary>Publishes a file.</summary>
    public async Task Put(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body) body.MaxRequestBodySize = null;
        var (login, fault) = await chat.LoginOf(http.Request);
        var reply = fault ?? await Publish(http, login!, http.Request.NameIn("name"));
        if (reply is FilePublished published)
        {
            http.Response.Headers.Location = $"/v1/files/{Uri.EscapeDataString(published.Key)}";
            await JsonAnswer.WriteTo(http.Response, Frames.Reply(0, reply), StatusCodes.Status201Created);
            return;
        }
        await Problem.Of((Error)reply).WriteTo(http.Response);
    }

    /// <summary>Gives a file.</summary>
    public async Task Get(HttpContext http)
    {
        var (login, fault) = await chat.LoginOf(http.Request);
        var caller = new HttpCaller(chat, http, login);
        var reply = fault ?? await Ask(caller, new FindFile(http.Request.NameIn("key")));
        if (reply is not FileFound found)
        {
            await Problem.Of((Error)reply).WriteTo(http.Response);
            return;
        }
        // It is somebody else's: a browser is to save it, whatever it is, and never to run it.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        http.Response.Headers.CacheControl = "private, no-cache";
        await using var content = new ChunkStream(found.Size, async index => await Ask(caller, new GetChunk(found.Key, index)) switch
        {
            Chunk chunk => chunk.Data,
            Error error => throw new IOException(error.Message),
            var other => throw new InvalidOperationException($"A chunk is {other}."),
        });
        await Results.Stream(content, "application/octet-stream", found.Name, lastModified: null,
            new EntityTagHeaderValue($"\"{found.Sha256}\""), enableRangeProcessing: true)
            .ExecuteAsync(http);
    }

    async Task<Reply> Publish(HttpContext http, TokenAccepted login, string name)
    {
        if (http.Request.ContentLength is { } announced && announced > chat.Files.MaxFileBytes) return TooLarge();
        await using var spool = await Spool.Read(http.Request.Body, chat.Files.MaxFileBytes, http.RequestAborted);
        if (spool is null) return TooLarge();
        if (!spool.IsAnnouncedBy(http.Request.Headers["Repr-Digest"])) return BadDigest;
        var caller = new HttpCaller(chat, http, login);
        var reply = await Ask(caller, new BeginFile(name, spool.Size, spool.Sha256));
        if (reply is not FileBegun begun) return reply;
        for (var index = 0; index < begun.Chunks; index++)
        {
            var put = await Ask(caller, new PutChunk(begun.File, index, await spool.Chunk(begun.ChunkBytes)));
            if (put is not Done) return put;
        }
        return await Ask(caller, new FinishFile(begun.File));
    }

    Task<Reply> Ask(ICaller caller, Request request) => chat.Reply(handlers[request.GetType()], caller, request);

    Error TooLarge() => new(ErrorCodes.FileTooLarge, $"a file may have {chat.Files.MaxFileBytes} bytes: send it in parts, or packed.");
}
