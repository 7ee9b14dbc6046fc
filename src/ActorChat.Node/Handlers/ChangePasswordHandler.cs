using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>The event takes all other sessions off, wherever they are: their nodes see it in the user's feed.</summary>
sealed class ChangePasswordHandler(ChatServices chat) : UserHandler<ChangePassword>
{
    protected override async Task<object> Handle(ICaller caller, string user, ChangePassword request)
    {
        if (caller.LoginFailures >= chat.Passwords.MaxFailures) return caller.TurnAway();
        if (chat.Guesses.Wait(caller.Address) is { } wait) return Refusals.TooManyGuesses(wait);
        var found = await chat.Ask(Ids.User(user), new GetCredentials(), Repeat.Always);
        if (found is not Credentials known) return ((ForClient)found).Reply;
        var right = await chat.Vault.Knows(known.PasswordHash, request.Password);
        if (right is false && known.OneTimeHash is { } once && known.OneTimeSession == caller.LoginId)
        {
            right = await chat.Vault.Knows(once, request.Password);
        }
        if (right is null) return Refusals.TooBusy;
        if (right is false)
        {
            chat.Guesses.Count(caller.Address);
            caller.LoginFailures++;
            return Refusals.WrongPassword;
        }
        var (hash, fault) = await chat.Vault.HashNew(request.NewPassword);
        return fault ?? ((ForClient)await chat.Ask(Ids.User(user), new SetPassword(hash!, caller.LoginId!), Repeat.Always)).Reply;
    }
}
