using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class LoginHandler(ChatServices chat) : Handler<Login>
{
    public override bool IsExclusive => true;

    protected override async Task<object> Handle(ICaller caller, Login request)
    {
        if (caller.User is { } already) return Refusals.LoggedIn(already);
        if (caller.LoginFailures >= chat.Passwords.MaxFailures) return caller.TurnAway();
        if (chat.Guesses.Wait(caller.Address) is { } wait) return Refusals.TooManyGuesses(wait);
        // A name that nobody has takes as long as a wrong password.
        Credentials? known = null;
        if (Names.User(request.Name) is { } name)
        {
            var found = await chat.Ask(Ids.User(name), new GetCredentials(), Repeat.Always);
            if (found is ForClient { Reply: Error { Code: not ErrorCodes.UnknownUser } fault }) return fault;
            known = found as Credentials;
        }
        var right = await chat.Vault.Knows(known?.PasswordHash, request.Password);
        if (right is null) return Refusals.TooBusy;
        string? once = null;
        if (right is false && known is { OneTimeHash: { } hash, OneTimeSession: null }
            && await chat.Vault.Knows(hash, request.Password) is true)
        {
            once = hash;
        }
        if ((right is false && once is null) || known is null) return Refuse(caller);
        return await Open(caller, known.Name, LoginParts.ClientName(request.Client), once);
    }

    async Task<Reply> Open(ICaller caller, string user, string client, string? once)
    {
        var (token, tokenHash, sessionId) = LoginParts.NewToken(user, chat.Random);
        var answer = await chat.Ask(
            Ids.User(user), new OpenSession(sessionId, client, tokenHash, once), once is null ? Repeat.Always : Repeat.WhenCertain);
        if (answer is not ForClient { Reply: Done }) return ((ForClient)answer).Reply;
        caller.LogIn(user, sessionId, client);
        return new LoggedIn(user, token, sessionId);
    }

    Error Refuse(ICaller caller)
    {
        chat.Guesses.Count(caller.Address);
        caller.LoginFailures++;
        return Refusals.BadLogin;
    }
}
