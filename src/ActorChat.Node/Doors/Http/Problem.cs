using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorChat.Node.Doors.Http;

/// <summary>An error as HTTP clients get it: problem details after RFC 9457, with what an <see cref="Error"/> has.</summary>
/// <param name="Type">Names the kind of problem: <c>urn:actorchat:error:</c> and the code.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">The response's status.</param>
/// <param name="Detail">A sentence that a person understands, with the next step.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="RetryAfterMs">When asking again makes sense; rounded up to seconds in <c>Retry-After</c>.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RetryAfterMs = null)
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>The problem that an error is, with another status than its code's where one is given.</summary>
    public static Problem Of(Error error, int? status = null) => new(
        $"urn:actorchat:error:{error.Code}", char.ToUpperInvariant(error.Code[0]) + error.Code[1..].Replace('-', ' '),
        status ?? ProblemStatus.Of(error.Code), error.Message, error.Code, error.RetryAfterMs);

    /// <summary>Answers a request with it, unless an answer has begun: then only the connection's end can tell.</summary>
    public async Task WriteTo(HttpResponse response)
    {
        if (response.HasStarted)
        {
            response.HttpContext.Abort();
            return;
        }
        response.StatusCode = Status;
        response.ContentType = MediaType;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = Code == ErrorCodes.BadToken ? "Bearer error=\"invalid_token\"" : "Bearer";
        }
        if (RetryAfterMs is { } wait)
        {
            response.Headers[HeaderNames.RetryAfter] = ((wait + 999) / 1000).ToString(CultureInfo.InvariantCulture);
        }
        var body = JsonSerializer.SerializeToUtf8Bytes(this, ProblemJson.Default.Problem);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
        }
    }
}

/// <summary>Source-generated JSON of problems.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Problem))]
sealed partial class ProblemJson : JsonSerializerContext;
