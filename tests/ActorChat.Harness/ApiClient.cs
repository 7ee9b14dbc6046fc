using System.Net.Http.Headers;
using System.Text;

namespace ActorChat.Harness;

/// <summary>An answer of the HTTP door.</summary>
sealed record ApiAnswer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public Frame Json => new(Text);

    /// <summary>The problem's code; null when it is none.</summary>
    public string? Code => ContentHeaders.ContentType?.MediaType == "application/problem+json" ? Json.Code : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {(Text.Length > 400 ? Text[..400] : Text)}";
}

/// <summary>A client of the HTTP door, as one user or as nobody.</summary>
sealed class ApiClient(string address) : IDisposable
{
    readonly HttpClient http = new() { BaseAddress = new($"http://{address}"), Timeout = Eventually.Deadline };

    /// <summary>What it shows in <c>Authorization</c>; null for nothing.</summary>
    public string? Token { get; set; }

    /// <summary>Sends any request.</summary>
    public async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        if (Token is not null) request.Headers.Authorization = new("Bearer", Token);
        using var answer = await http.SendAsync(request);
        return new((int)answer.StatusCode, answer.Headers, answer.Content.Headers, await answer.Content.ReadAsByteArrayAsync());
    }

    public Task<ApiAnswer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<ApiAnswer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(request);
    }

    /// <summary>Makes a request of the contract; its fields are JSON without the braces.</summary>
    public Task<ApiAnswer> Ask(string type, string fields = "", params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, $"/v1/{type}", new StringContent($"{{{fields}}}", Encoding.UTF8, "application/json"), headers);

    /// <summary>Makes a request that goes right.</summary>
    public async Task<Frame> Right(string type, string fields = "")
    {
        var answer = await Ask(type, fields);
        answer.Status.ShouldBe(200, $"{type} {fields}: {answer}");
        return answer.Json;
    }

    /// <summary>Makes a request that is refused so.</summary>
    public async Task Refused(string type, string fields, int status, string code)
    {
        var answer = await Ask(type, fields);
        (answer.Status, answer.Code).ShouldBe((status, code), $"{type} {fields}: {answer}");
    }

    /// <summary>Registers, and is this user from now on.</summary>
    public async Task<Frame> Register(string user)
    {
        var answer = await Right("register", $"\"name\":\"{user}\",\"password\":\"correct-horse\"");
        Token = answer.Text("token");
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
