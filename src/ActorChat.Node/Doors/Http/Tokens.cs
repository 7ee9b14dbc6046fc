using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Handlers;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Who makes an HTTP request: the token stands in <c>Authorization: Bearer</c> and nowhere else, since addresses end up in logs. The
/// user's entity is asked every time; so a login that was ended is over at once, on every node.
/// </summary>
static class Tokens
{
    const string Scheme = "Bearer";

    static readonly Error Missing = new(ErrorCodes.NotLoggedIn,
        "log in first: POST /v1/login answers with a token, which goes into the header Authorization: Bearer TOKEN.");

    static readonly Error Bad = new(
        ErrorCodes.BadToken, "this token is none, or its login has ended: POST /v1/login answers with a new one.");

    /// <summary>The login that the request's token stands for, or why there is none.</summary>
    public static async Task<(TokenAccepted? Login, Error? Fault)> LoginOf(this ChatServices chat, HttpRequest request)
    {
        if (Find(request) is not { } token) return (null, Missing);
        if (LoginParts.UserOf(token) is not { } user) return (null, Bad);
        return await chat.Ask(Ids.User(user), new CheckToken(LoginParts.HashOf(token)), Repeat.Always) switch
        {
            TokenAccepted accepted => (accepted, null),
            ForClient { Reply: Error { Code: ErrorCodes.UnknownUser or ErrorCodes.BadToken } } => (null, Bad),
            ForClient { Reply: Error fault } => (null, fault),
            var other => throw new InvalidOperationException($"A user answered {other}."),
        };
    }

    static string? Find(HttpRequest request) =>
        request.Headers[HeaderNames.Authorization] is [{ } value]
            && $"{value} ".StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}
