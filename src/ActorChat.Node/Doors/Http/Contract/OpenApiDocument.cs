using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http.Contract;

/// <summary>
/// The OpenAPI 3.1 document of the HTTP door, made of the contract's records and their comments: a new request type stands in it without a
/// word from anybody.
/// </summary>
static class OpenApiDocument
{
    /// <summary>Makes it.</summary>
    /// <param name="version">Of the product.</param>
    /// <param name="needLogin">The requests that only users who are logged in may make.</param>
    /// <param name="problem">How errors are written.</param>
    public static byte[] Write(string version, IReadOnlySet<Type> needLogin, JsonTypeInfo problem)
    {
        var docs = ContractDocs.Load();
        var schemas = new ContractSchemas(docs);
        var paths = new JsonObject();
        foreach (var request in Wire.Strict.Request.PolymorphismOptions!.DerivedTypes)
        {
            paths[$"/v1/{request.TypeDiscriminator}"] = new JsonObject { ["post"] = Operation(
                (string)request.TypeDiscriminator!, request.DerivedType, needLogin, docs, schemas) };
        }
        foreach (var (path, item) in OtherPaths.All(schemas)) paths[path] = item;
        // What a stream's data and a feed's pages hold.
        schemas.Of(typeof(Event), Wire.Lenient.Options);
        schemas.Of(typeof(Notice), Wire.Lenient.Options);
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "ActorChat", ["version"] = version,
                ["description"] = "The same requests as over the WebSocket /v1/ws. docs/http.md introduces it." },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] =
                    new JsonObject { ["token"] =
                    new JsonObject { ["type"] = "http", ["scheme"] = "bearer",
                    ["description"] = "The token that login and register answer with." } },
                ["responses"] = new JsonObject { ["Problem"] = Problem(schemas, problem) },
                ["schemas"] = schemas.Components,
            },
        };
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    static JsonObject Operation(string name, Type request, IReadOnlySet<Type> needLogin, ContractDocs docs, ContractSchemas schemas)
    {
        var body = schemas.Of(request, Wire.Strict.Options);
        var reply = docs.AnswerTo(request) is { } answer ? schemas.Of(answer, Wire.Lenient.Options)
            : schemas.Of(typeof(Reply), Wire.Lenient.Options);
        var operation = new JsonObject
        {
            ["operationId"] = name,
            ["requestBody"] = new JsonObject { ["content"] = Json(body) },
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "Done.", ["content"] = Json(reply) },
                ["default"] = OtherPaths.Problem() },
            ["security"] = needLogin.Contains(request) ? OtherPaths.ByToken() : new JsonArray(),
        };
        if (docs.Of(request) is { } sentence) operation["description"] = sentence;
        return operation;
    }

    static JsonObject Problem(ContractSchemas schemas, JsonTypeInfo problem) => new()
    {
        ["description"] = "It was not done; code says why (RFC 9457).",
        ["content"] = new JsonObject { ["application/problem+json"] = new JsonObject { ["schema"] = schemas.Of(
            problem.Type, problem.Options) } },
    };

    static JsonObject Json(JsonObject schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
