namespace ActorChat.Messages;

/// <summary>The stable codes of <see cref="Error"/> replies. A client may branch on them; the sentence is for people.</summary>
public static class ErrorCodes
{
    // The frame itself.
    public const string BadJson = "bad-json";
    public const string UnknownType = "unknown-type";
    public const string BadField = "bad-field";
    public const string TooLarge = "too-large";
    public const string NotText = "not-text";
    public const string UnknownPath = "unknown-path";
    public const string BadMethod = "bad-method";
    public const string ConfirmNeeded = "confirm-needed";
    public const string KeyReused = "key-reused";

    // Who is asking.
    public const string NotLoggedIn = "not-logged-in";
    public const string LoggedIn = "logged-in";
    public const string NameTaken = "name-taken";
    public const string BadName = "bad-name";
    public const string BadPassword = "bad-password";
    public const string BadLogin = "bad-login";
    public const string BadToken = "bad-token";
    public const string TooManyGuesses = "too-many-guesses";

    // What does not exist, or may not be done.
    public const string UnknownUser = "unknown-user";
    public const string UnknownRoom = "unknown-room";
    public const string UnknownFeed = "unknown-feed";
    public const string UnknownFile = "unknown-file";
    public const string UnknownMessage = "unknown-message";
    public const string NotInRoom = "not-in-room";
    public const string NotAdmin = "not-admin";
    public const string NotAllowed = "not-allowed";
    public const string RoomExists = "room-exists";
    public const string InRoom = "in-room";
    public const string GlobalRoom = "global-room";
    public const string Yourself = "yourself";
    public const string DialogueOpen = "dialogue-open";
    public const string DialogueNotOpen = "dialogue-not-open";
    public const string TooMany = "too-many";
    public const string BadLink = "bad-link";
    public const string LinkOver = "link-over";
    public const string UnknownRequest = "unknown-request";
    public const string Denied = "denied";
    public const string BadSetting = "bad-setting";
    public const string RateLimited = "rate-limited";
    public const string UnknownSession = "unknown-session";
    public const string UnknownReport = "unknown-report";
    public const string ReportedAlready = "reported-already";
    public const string NotOperator = "not-operator";
    public const string RoleHeld = "role-held";
    public const string Suspended = "suspended";
    public const string Banned = "banned";
    public const string NotBanned = "not-banned";
    public const string Muted = "muted";

    // What was written or sent.
    public const string EmptyText = "empty-text";
    public const string TextTooLong = "text-too-long";
    public const string BadReaction = "bad-reaction";
    public const string BadKey = "bad-key";
    public const string KeyTooOld = "key-too-old";
    public const string BadTime = "bad-time";
    public const string UnknownSchedule = "unknown-schedule";
    public const string FileTooLarge = "file-too-large";
    public const string BadChunk = "bad-chunk";
    public const string BadChecksum = "bad-checksum";
    public const string FileQuota = "file-quota";

    // The cluster. Asking again later is right; nothing is known to have happened for Unavailable and Overloaded.
    public const string Unavailable = "unavailable";
    public const string Overloaded = "overloaded";
    public const string OutcomeUnknown = "outcome-unknown";
    public const string Internal = "internal";

    /// <summary>Whether the cluster's state is the reason, and not the request: asking again may go better.</summary>
    public static bool IsTransient(string code) => code is Unavailable or Overloaded or OutcomeUnknown;
}
