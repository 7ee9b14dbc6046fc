using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class RegisterHandler(ChatServices chat) : Handler<Register>
{
    public override bool IsExclusive => true;

    protected override async Task<object> Handle(ICaller caller, Register request)
    {
        if (caller.User is { } already) return Refusals.LoggedIn(already);
        if (Names.User(request.Name) is not { } name) return Refusals.BadUserName;
        if (LoginParts.Opaque(
            request.Password) is not { Length: >= ProtocolLimits.MinPasswordChars and <= ProtocolLimits.MaxPasswordChars })
        {
            return Refusals.BadPassword;
        }
        // Looked at first so that a taken name costs no hashing; the entity decides.
        if (await chat.Ask(Ids.User(name), new GetName(), Repeat.Always) is NameIs taken) return NameTaken(taken.Name);
        if (await chat.RefuseUser(name) is { } no) return no;
        var global = await chat.Ask(Ids.Global, new GetExtent(name), Repeat.Always);
        if (global is not Extent head) return ((ForClient)global).Reply;
        var (hash, busy) = await chat.Vault.HashNew(request.Password);
        if (hash is null) return busy!;
        var (token, tokenHash, sessionId) = LoginParts.NewToken(name, chat.Random);
        var client = LoginParts.ClientName(request.Client);
        var answer = await chat.Ask(Ids.User(name), new CreateAccount(name, hash, head.Seq, head.Ordinal, sessionId, client, tokenHash));
        if (answer is not ForClient { Reply: Done }) return ((ForClient)answer).Reply;
        caller.LogIn(name, sessionId, client);
        return new LoggedIn(name, token, sessionId);
    }

    static Error NameTaken(string name) =>
        new(ErrorCodes.NameTaken, $"the name {name} is taken: choose another, or /login {name} <password> if it is yours.");
}
