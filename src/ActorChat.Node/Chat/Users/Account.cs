using System.Security.Cryptography;
using System.Text;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>Being registered, and being logged in.</summary>
static class Account
{
    public static Effect Create(User user, CreateAccount command, CommandContext context) => user.Name is not null
        ? Effects.Refuse(UserErrors.Taken(user.Name))
        : Effects.Commit(
            new EventDraft(new Registered(command.Name, command.PasswordHash, command.GlobalSeq, command.GlobalOrdinal)),
            new EventDraft(new SessionOpened(command.Session, command.Client, command.TokenHash))) with
        {
            Directory = [new DirectoryChange(Ids.UserKind, context.Self.Name, new DirectoryEntry(command.Name, Listed: true))],
        };

    // A one-time password is used up by the first of two who come with it at once.
    public static Effect Open(User user, OpenSession command, CommandContext context) =>
        command.Once is { } hash && (OneTimeAt(user, context.Now) is not { Session: null } one || one.PasswordHash != hash)
            ? Effects.Refuse(UserErrors.UsedUp)
            : Effects.Commit(
                new EventDraft(new SessionOpened(command.Session, command.Client, command.TokenHash, command.Once is not null)));

    public static Effect Show(User user, CommandContext context)
    {
        var one = OneTimeAt(user, context.Now);
        return Effect.Answer(new Credentials(user.Name!, user.PasswordHash!, one?.PasswordHash, one?.Session));
    }

    public static Effect MakeOneTime(User user, SetOneTimePassword command, CommandContext context)
    {
        var until = context.Now + OneTime.Lifetime;
        return Effects.Commit(new OneTimePassword(user.Name!, "", until),
            new EventDraft(new OneTimePasswordMade(command.By, until, command.PasswordHash))) with
        {
            Letters = [Audit.Letter(new Audited(Audit.OneTimePassword, command.By, user.Name, Until: until))],
        };
    }

    static OneTime? OneTimeAt(User user, DateTimeOffset now) => user.OneTime is { } one && now < one.Until ? one : null;

    public static Effect Close(User user, CloseSession command) => command switch
    {
        _ when command.IsConnected || user.Tokens.Exists(token => token.Session == command.Session) =>
            Effects.Commit(new EventDraft(new SessionClosed(command.Session))),
        { FromElsewhere: true } => Effects.Refuse(UserErrors.UnknownSession(command.Session)),
        _ => Effects.Done,
    };

    public static Effect Check(User user, string tokenHash) => Find(user, tokenHash) is { } open
        ? Effect.Answer(new TokenAccepted(user.Name!, open.Session))
        : Effects.Refuse(UserErrors.BadToken(user.Name!));

    // Every token is compared, each in constant time: how long it takes tells nothing.
    static OpenToken? Find(User user, string tokenHash)
    {
        var given = Encoding.UTF8.GetBytes(tokenHash);
        OpenToken? found = null;
        foreach (var token in user.Tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(token.TokenHash))) found = token;
        }
        return found;
    }
}
