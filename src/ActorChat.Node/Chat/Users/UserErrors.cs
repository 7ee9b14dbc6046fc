using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>What a user's entity says no with.</summary>
static class UserErrors
{
    public static Error Unknown(string name) => new(ErrorCodes.UnknownUser,
        $"there is no user {name}: look at the spelling, or ask them to /register {name} <password>.");

    public static Error Taken(string name) => new(ErrorCodes.NameTaken,
        $"the name {name} is taken: choose another one, or /login {name} <password> if it is yours.");

    public static Error UsedUp { get; } = new(ErrorCodes.BadLogin,
        "this one-time password was used, or its time is over: ask an operator for another one.");

    public static Error LooksLike(string name) => new(ErrorCodes.NameTaken,
        $"this name can't be told from {name}, which is taken: choose another one.");

    public static Error BadToken(string name) => new(ErrorCodes.BadToken,
        $"this session is not open any more: /login {name} <password>.");

    public static Error NoDialogue(string name) => new(ErrorCodes.NotAllowed,
        $"{name} does not want to talk to you in private: write in a room that both of you are in.");

    public static Error UnknownSession(string session) => new(ErrorCodes.UnknownSession,
        $"no client of yours is the session {Texts.CleanLine(session[..Math.Min(session.Length, 64)])}: /sessions lists them.");

    public static Error NotYours(string name) => new(ErrorCodes.NotAllowed,
        $"what {name} does is for {name} alone: /history shows your own actions.");
}
