using System.Globalization;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// <c>GET /v1/feeds/{feed}?after=&amp;before=&amp;limit=</c>: the request <see cref="ReadFeed"/> in a form that suits HTTP.
/// </summary>
sealed class FeedDoor(ChatServices chat, IReadOnlyDictionary<Type, IRequestHandler> handlers)
{
    static readonly string[] Known = ["after", "before", "limit"];

    /// <summary>Answers with a page.</summary>
    public async Task Serve(HttpContext http)
    {
        var (login, fault) = await chat.LoginOf(http.Request);
        var (request, misfit) = Read(http.Request);
        if ((fault ?? misfit) is { } error)
        {
            await Problem.Of(error).WriteTo(http.Response);
            return;
        }
        var answered = await chat.Answer(handlers[typeof(ReadFeed)], new HttpCaller(chat, http, login), request!);
        if (answered.Fault is { } refusal) await Problem.Of(refusal).WriteTo(http.Response);
        else await JsonAnswer.WriteTo(http.Response, answered.Frame);
    }

    static (ReadFeed? Request, Error? Misfit) Read(HttpRequest http)
    {
        var query = http.Query;
        if (query.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } surplus)
        {
            return (null, Bad($"there is no parameter {Texts.CleanLine(surplus)}"));
        }
        foreach (var name in Known)
        {
            if (query.TryGetValue(name, out var value)
                && !(value is [var one] && long.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                return (null, Bad($"{name} is no number"));
            }
        }
        var request = new ReadFeed(http.NameIn("feed"), Number("after"), Number("before"));
        return (Number("limit") is { } limit ? request with { Limit = (int)Math.Min(limit, int.MaxValue) } : request, null);

        long? Number(string name) => query.TryGetValue(name, out var value) ? long.Parse(value[0]!, CultureInfo.InvariantCulture) : null;
    }

    static Error Bad(string what) => new(ErrorCodes.BadField, $"{what}: a feed takes after, before and limit, each a number.");
}
