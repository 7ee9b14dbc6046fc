using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>For a user who has forgotten their password. The password is told to the operator once; the cluster keeps its hash.</summary>
sealed class MakeOneTimePasswordHandler(ChatServices chat) : UserHandler<MakeOneTimePassword>
{
    // 96 random bits: nobody guesses it in a day, and it can be told on the telephone.
    const int PasswordBytes = 12;

    protected override async Task<object> Handle(ICaller caller, string user, MakeOneTimePassword request)
    {
        var (name, fault) = await chat.NameOf(request.User);
        if ((fault ?? await chat.NoOperator(user, against: name)) is { } refusal) return refusal;
        var password = chat.Random.Token(PasswordBytes);
        var (hash, busy) = await chat.Vault.HashNew(password);
        if (hash is null) return busy!;
        var reply = ((ForClient)await chat.Ask(Ids.User(name!), new SetOneTimePassword(user, hash))).Reply;
        return reply is OneTimePassword made ? made with { Password = password } : reply;
    }
}
