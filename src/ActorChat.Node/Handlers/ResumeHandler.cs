using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

sealed class ResumeHandler(ChatServices chat) : Handler<Resume>
{
    static readonly Error BadToken = new(ErrorCodes.BadToken, "this login has ended: /login <username> <password>.");

    public override bool IsExclusive => true;

    protected override async Task<object> Handle(ICaller caller, Resume request)
    {
        if (caller.User is { } already) return Refusals.LoggedIn(already);
        if (LoginParts.UserOf(request.Token) is not { } user) return BadToken;
        var answer = await chat.Ask(Ids.User(user), new CheckToken(LoginParts.HashOf(request.Token)), Repeat.Always);
        if (answer is ForClient { Reply: Error { Code: ErrorCodes.UnknownUser } }) return BadToken;
        if (answer is not TokenAccepted accepted) return ((ForClient)answer).Reply;
        caller.LogIn(accepted.Name, accepted.Session, LoginParts.ClientName(request.Client), request.Cursors, request.Generation);
        return new LoggedIn(accepted.Name, null, accepted.Session);
    }
}
