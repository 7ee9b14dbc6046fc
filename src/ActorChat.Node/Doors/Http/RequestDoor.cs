using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// <c>POST /v1/{request type}</c>: takes and gives the JSON of the WebSocket, with the same handlers; errors are problem details.
/// </summary>
sealed class RequestDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers, HttpOptions options)
{
    const int MaxIdempotencyKeyChars = 255;

    static readonly Error BadIdempotencyKey = new(
        ErrorCodes.BadField, $"an Idempotency-Key has 1 to {MaxIdempotencyKeyChars} characters: send one, or none.");

    readonly MessageKeys keys = new(chat.Random);
    readonly ReplyMemory memory = new(options, chat.Time);

    /// <summary>Answers one request.</summary>
    public async Task Serve(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["type"]!;
        var fault = RequestReader.Types.TryGetValue(name, out var type) ? await Answer(http, name, type) : RequestReader.UnknownType(name);
        if (fault is not null) await Problem.Of(fault).WriteTo(http.Response);
    }

    // Nobody was asked by a program that does not say so.
    static Request Unconfirmed(Request request) => request switch
    {
        DeleteRoom { Confirm: null } delete => delete with { Confirm = false },
        LeaveRoom { Confirm: null } leave => leave with { Confirm = false },
        DeleteDialogue { Confirm: null } delete => delete with { Confirm = false },
        DeleteFile { Confirm: null } delete => delete with { Confirm = false },
        _ => request,
    };

    async Task<Error?> Answer(HttpContext http, string name, Type type)
    {
        var handler = handlers[type];
        TokenAccepted? login = null;
        if (handler.NeedsLogin)
        {
            (login, var stranger) = await chat.LoginOf(http.Request);
            if (stranger is not null) return stranger;
        }
        var body = await BodyReader.Read(http);
        var once = http.Request.Headers["Idempotency-Key"] is { Count: > 0 } header ? header.ToString() : null;
        if (once is { Length: 0 or > MaxIdempotencyKeyChars }) return BadIdempotencyKey;
        using var lease = type.IsAssignableTo(typeof(IKeyed)) && once is null ? keys.Next(login!.Name) : null;
        var newKey = type.IsAssignableTo(typeof(IKeyed)) ? lease?.Key ?? MessageKeys.From(once!) : null;
        var (json, misfit) = RequestBody.Complete(body, name, newKey);
        if (misfit is not null) return misfit;
        var (request, _, bad) = RequestReader.Read(json.Span);
        if (request is null) return bad;
        request = Unconfirmed(request);
        var caller = new HttpCaller(chat, http, login);
        var answered = once is null || newKey is not null || login is null
            ? await chat.Answer(handler, caller, request)
            : await memory.Once(login.Name, once, json, () => chat.Answer(handler, caller, request));
        if (answered.Fault is not null) return answered.Fault;
        await JsonAnswer.WriteTo(http.Response, answered.Frame);
        return null;
    }
}
