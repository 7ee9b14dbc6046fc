using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary><c>POST /v1/{request type}</c>: takes and gives the JSON of the WebSocket, with the same handlers; errors are problem details.</summary>
sealed class RequestDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers)
{
    readonly MessageKeys keys = new(chat.Random);

    /// <summary>Answers one request.</summary>
    public async Task Serve(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["type"]!;
        var fault = RequestReader.Types.TryGetValue(name, out var type) ? await Answer(http, name, type) : RequestReader.UnknownType(name);
        if (fault is not null) await Problem.Of(fault).WriteTo(http.Response);
    }

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
        Func<string>? newKey = type.IsAssignableTo(typeof(IKeyed)) ? () => keys.Next(login!.Name) : null;
        var (json, misfit) = RequestBody.Complete(body, name, newKey);
        if (misfit is not null) return misfit;
        var (request, _, bad) = RequestReader.Read(json.Span);
        if (request is null) return bad;
        var answered = await chat.Answer(handler, new HttpCaller(chat, http, login), request);
        if (answered.Fault is not null) return answered.Fault;
        await JsonAnswer.WriteTo(http.Response, answered.Frame);
        return null;
    }
}
