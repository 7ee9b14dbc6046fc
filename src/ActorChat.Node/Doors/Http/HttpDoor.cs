using ActorChat.Node.Doors.Http.Contract;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// The HTTP door, put together. Everything that a WebSocket client can ask goes through <see cref="RequestDoor"/>; beside it stand the
/// forms that suit HTTP better.
/// </summary>
static class HttpDoor
{
    // What pages of other origins may read beside the body.
    static readonly string[] Exposed =
        ["Location", "Retry-After", "ETag", "Content-Range", "Accept-Ranges", "Content-Disposition", "WWW-Authenticate"];

    /// <summary>Maps all of its paths.</summary>
    public static void Map(WebApplication web, ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers,
        SessionRegistry registry, HttpOptions options)
    {
        var guard = new Guard(options, web.Services.GetRequiredService<ILogger<Guard>>());
        if (options.AllowedOrigins.Count > 0)
        {
            web.UseCors(
                cors => cors.WithOrigins([.. options.AllowedOrigins]).AllowAnyMethod().AllowAnyHeader().WithExposedHeaders(Exposed));
        }
        web.UseStatusCodePages(pages => Guard.Explain(pages.HttpContext));
        web.MapPost("/v1/{type}", guard.Counted(new RequestDoor(chat, handlers, options).Serve));
        web.MapGet("/v1/feeds/{**feed}", guard.Counted(new FeedDoor(chat, handlers).Serve));
        var files = new FileDoor(chat, handlers);
        web.MapPut("/v1/files/{name}", guard.Counted(files.Put));
        web.MapMethods("/v1/files/{key}", [HttpMethods.Get, HttpMethods.Head], guard.Counted(files.Get));
        var document = new Lazy<byte[]>(() => OpenApiDocument.Write(
            typeof(HttpDoor).Assembly.GetName().Version!.ToString(3),
                handlers.Values.Where(one => one.NeedsLogin).Select(one => one.Handles).ToHashSet(), ProblemJson.Default.Problem));
        web.MapGet("/openapi.json", guard.Counted(http => JsonAnswer.WriteTo(http.Response, document.Value)));
        web.MapGet("/v1/events", guard.Uncounted(new EventsDoor(chat, handlers, registry).Serve));
    }
}
