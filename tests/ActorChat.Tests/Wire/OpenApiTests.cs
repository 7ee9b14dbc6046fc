using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using WireJson = ActorChat.Messages.Wire;

namespace ActorChat.Tests.OnTheWire;

/// <summary>The document says all there is to know: a client that has nothing else calls every operation, and gets what it says.</summary>
[Collection(OneNodeTests.Name)]
public sealed class OpenApiTests(OneNode node)
{
    // What a document can't know: the names of things that exist. By the fields' names; whatever else a field needs is made from its
    // schema.
    static readonly Dictionary<string, JsonNode> Existing = new()
    {
        ["room"] = "openapi-room", ["feed"] = "room/Global", ["limit"] = 5, ["access"] = "open", ["size"] = 3,
            ["sha256"] = Samples.Sha256Of(1, 2, 3), ["password"] = "correct-horse",
    };

    [Fact]
    public async Task Document_WhenAClientHasNothingElse_EveryOperationIsCalled_AndAnswersAsItSays()
    {
        using var api = await node.Api("openapi-user");
        await api.Right("create-room", "\"room\":\"openapi-room\",\"access\":\"open\"");
        await using var other = await node.Register("openapi-other");
        var document = await Document(api);
        var right = 0;
        foreach (var (path, method, operation) in Operations(document))
        {
            if (operation["operationId"]!.ToString() is "logout" or "getEvents") continue;
            right += await Call(api, document, path, method, operation);
        }
        // Not all can go right without a story; but those of a plain client do.
        right.ShouldBeGreaterThan(20);
        await using var stream = await EventStream.Open((await node.Node).Address, api.Token);
        await stream.See("synced");
        var schemas = new SchemaCheck(document);
        foreach (var frame in stream.Frames)
        {
            schemas.Faults(JsonNode.Parse(frame.Raw), Ref(frame.IsEvent ? "Event" : "Notice"), "").ShouldBeEmpty(frame.Raw);
        }
        (await Call(api, document, "/v1/logout", "post", document["paths"]!["/v1/logout"]!["post"]!)).ShouldBe(1);
    }

    [Fact]
    public async Task Document_WhenRead_HasEveryRequest_WithASentence_ItsReply_AndWhoMayMakeIt()
    {
        using var api = await node.Api();
        var document = await Document(api);
        document["openapi"]!.ToString().ShouldBe("3.1.0");
        foreach (var request in WireJson.Strict.Request.PolymorphismOptions!.DerivedTypes)
        {
            var operation = document["paths"]![$"/v1/{request.TypeDiscriminator}"]?["post"];
            operation.ShouldNotBeNull($"{request.TypeDiscriminator}");
            operation["description"]?.ToString().ShouldNotBeNullOrWhiteSpace($"{request.DerivedType.Name} has a summary");
            var reply = operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!["$ref"]!.ToString();
            reply.EndsWith("/Reply", StringComparison.Ordinal)
                .ShouldBeFalse($"the summary of {request.DerivedType.Name} ends with Answer: <see cref=…/>");
        }
        var open = Operations(document).Where(one => one.Operation["security"]!.AsArray().Count == 0).Select(one => one.Path).Order();
        open.ShouldBe(["/healthz", "/metrics", "/openapi.json", "/readyz", "/v1/login", "/v1/ping", "/v1/register", "/v1/resume"]);
    }

    static async Task<JsonNode> Document(ApiClient api)
    {
        var answer = await api.Get("/openapi.json");
        answer.Status.ShouldBe(200);
        return JsonNode.Parse(answer.Text)!;
    }

    static IEnumerable<(string Path, string Method, JsonNode Operation)> Operations(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key, operation.Value);

    static JsonObject Ref(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    // Whether it went right; that it answers as documented is held in any case.
    static async Task<int> Call(ApiClient api, JsonNode document, string path, string method, JsonNode operation)
    {
        var schemas = new SchemaCheck(document);
        var body = operation["requestBody"]?["content"]?.AsObject().Single();
        HttpContent? content = body is not { } form ? null
            : form.Key == "application/json"
                ? new StringContent(schemas.Example(form.Value!["schema"]!, Existing)!.ToJsonString(), Encoding.UTF8, form.Key)
            : new ByteArrayContent([1, 2, 3]);
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (parameter!["in"]!.ToString() == "path")
            {
                path = path.Replace(
                    $"{{{parameter["name"]}}}", Existing.GetValueOrDefault(parameter["name"]!.ToString())?.ToString() ?? "openapi:x");
            }
        }
        var answer = await api.Send(new(method.ToUpperInvariant()), path, content);
        var where = $"{method} {path}: {answer}";
        answer.Status.ShouldNotBe(500, where);
        var response = operation["responses"]![answer.Status.ToString(CultureInfo.InvariantCulture)]
            ?? schemas.Resolve(operation["responses"]!["default"]!);
        if (answer.Status >= 400 && method != "head")
        {
            answer.Json.Code.ShouldNotBeOneOf(
                [ErrorCodes.BadJson, ErrorCodes.UnknownType, ErrorCodes.UnknownPath, ErrorCodes.BadMethod], where);
        }
        if (method != "head" && response["content"] is JsonObject contents)
        {
            var (mediaType, media) = contents.Single();
            answer.ContentHeaders.ContentType!.MediaType.ShouldBe(mediaType, where);
            if (mediaType.EndsWith("json", StringComparison.Ordinal))
            {
                schemas.Faults(JsonNode.Parse(answer.Text), media!["schema"]!, "").ShouldBeEmpty(where);
            }
        }
        return answer.Status < 400 ? 1 : 0;
    }
}
