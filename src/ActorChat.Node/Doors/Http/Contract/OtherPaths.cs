using System.Text.Json.Nodes;
using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http.Contract;

/// <summary>The paths that are no request type, as the document has them.</summary>
static class OtherPaths
{
    /// <summary>Each path with its operations.</summary>
    public static IEnumerable<(string Path, JsonObject Item)> All(ContractSchemas schemas)
    {
        var page = schemas.Of(typeof(HistoryPage), Wire.Lenient.Options);
        var published = schemas.Of(typeof(FilePublished), Wire.Lenient.Options);
        yield return ("/v1/feeds/{feed}", new()
        {
            ["get"] = Operation("getFeed", "A page of a feed. The slash in its name may stand as it is, or as %2F.",
                Response("200", "The page.", "application/json", page),
                InPath("feed", "Such as room/Global."), Query("after", "Only later events, the oldest of them."),
                    Query("before", "Only earlier events."), Query("limit", "1 to 200; 50 when left out.")),
        });
        yield return ("/v1/events", new()
        {
            ["get"] = Operation(
                "getEvents", "All that a WebSocket client is sent, as server-sent events: the data of each is an Event or a Notice.",
                Response("200", "A stream that goes on until the login ends.", "text/event-stream", Text()),
                    Header("Last-Event-ID", "The id of the last event that came: the stream goes on after it.")),
        });
        yield return ("/v1/files/{file}", new()
        {
            ["put"] = Operation("putFile", "Publishes the body as a file.",
                Response("201", "Published; Location has its path.", "application/json", published),
                InPath("file", "The name others will see."), Header("Repr-Digest", "sha-256=:BASE64: (RFC 9530), compared when given."))
                    .With("requestBody", Bytes()),
            ["get"] = Operation(
                "getFile", "A published file, or a range of it.", Response("200", "The file.", "application/octet-stream", null)
                .With("206", Says("The range.")).With("304", Says("It is what If-None-Match names."))
                    .With("416", Says("The file has no such range.")),
                InPath("file", "The key, from file-published or from a message's file."), Header("Range", "bytes=FIRST-LAST"),
                Header("If-Range", "An ETag: the range only if the file is this one."), Header("If-None-Match", "An ETag.")),
            ["head"] = Operation("headFile", "What getFile would say, without the file.",
                new JsonObject { ["200"] = Says("The file is there.") }, InPath("file", "The key.")),
        });
        foreach (var (path, id, sentence) in ((string, string, string)[])[("/healthz", "alive", "The process lives."),
            ("/readyz", "ready", "The node serves; 503 with the reason when not."), ("/metrics", "metrics", "Figures for Prometheus.")])
        {
            yield return (path, new() { ["get"] =
                Operation(id, sentence,
                Response("200", sentence, path == "/metrics" ? "application/openmetrics-text" : "text/plain", Text()))
                .With("security", new JsonArray()) });
        }
        yield return ("/openapi.json",
            new() { ["get"] = Operation("openapi", "This document.",
            Response("200", "It.", "application/json", new() { ["type"] = "object" })).With("security", new JsonArray()) });
    }

    /// <summary>What a request that was refused gets.</summary>
    public static JsonObject Problem() => new() { ["$ref"] = "#/components/responses/Problem" };

    /// <summary>Only for users who are logged in.</summary>
    public static JsonArray ByToken() => [new JsonObject { ["token"] = new JsonArray() }];

    static JsonObject Operation(string id, string sentence, JsonObject responses, params JsonObject[] parameters) => new()
    {
        ["operationId"] = id,
        ["description"] = sentence,
        ["parameters"] = new JsonArray(parameters),
        ["responses"] = responses.With("default", Problem()),
        ["security"] = ByToken(),
    };

    static JsonObject Response(string status, string sentence, string mediaType, JsonObject? schema)
    {
        var content = schema is null ? new JsonObject() : new JsonObject { ["schema"] = schema };
        return new() { [status] = new JsonObject { ["description"] = sentence, ["content"] = new JsonObject { [mediaType] = content } } };
    }

    static JsonObject With(this JsonObject node, string name, JsonNode value)
    {
        node[name] = value;
        return node;
    }

    static JsonObject Says(string sentence) => new() { ["description"] = sentence };

    static JsonObject Bytes() =>
        new() { ["required"] = true, ["content"] = new JsonObject { ["application/octet-stream"] = new JsonObject() } };

    static JsonObject InPath(string name, string sentence) => Parameter(name, "path", sentence, Text()).With("required", true);

    static JsonObject Query(string name, string sentence) =>
        Parameter(name, "query", sentence, new() { ["type"] = "integer", ["minimum"] = 0 });

    static JsonObject Header(string name, string sentence) => Parameter(name, "header", sentence, Text());

    static JsonObject Parameter(string name, string place, string sentence, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = place, ["description"] = sentence, ["schema"] = schema };

    static JsonObject Text() => new() { ["type"] = "string" };
}
