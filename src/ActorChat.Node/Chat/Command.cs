using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>
/// What an entity of the chat is asked, by a session or by a letter. Names in here have been checked and are as first
/// written; entities compare them folded.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Act), "act")]
[JsonDerivedType(typeof(Visit), "visit")]
[JsonDerivedType(typeof(GetExtent), "get-extent")]
[JsonDerivedType(typeof(CreateAccount), "create-account")]
[JsonDerivedType(typeof(SetPassword), "set-password")]
[JsonDerivedType(typeof(SetOneTimePassword), "set-one-time-password")]
[JsonDerivedType(typeof(HoldName), "hold-name")]
[JsonDerivedType(typeof(ReleaseName), "release-name")]
[JsonDerivedType(typeof(GetCredentials), "get-credentials")]
[JsonDerivedType(typeof(OpenSession), "open-session")]
[JsonDerivedType(typeof(CheckToken), "check-token")]
[JsonDerivedType(typeof(CloseSession), "close-session")]
[JsonDerivedType(typeof(GetName), "get-name")]
[JsonDerivedType(typeof(GetUpload), "get-upload")]
[JsonDerivedType(typeof(LookUpFile), "look-up-file")]
[JsonDerivedType(typeof(ShowFile), "show-file")]
[JsonDerivedType(typeof(WithdrawFile), "withdraw-file")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(PurgeNext), "purge-next")]
[JsonDerivedType(typeof(ExpireDue), "expire-due")]
[JsonDerivedType(typeof(SweepUpload), "sweep-upload")]
[JsonDerivedType(typeof(SweepChunks), "sweep-chunks")]
[JsonDerivedType(typeof(ExpireFile), "expire-file")]
[JsonDerivedType(typeof(MakeLink), "make-link")]
[JsonDerivedType(typeof(AskIn), "ask-in")]
[JsonDerivedType(typeof(ExpireLink), "expire-link")]
[JsonDerivedType(typeof(GetSilence), "get-silence")]
[JsonDerivedType(typeof(GetReporter), "get-reporter")]
[JsonDerivedType(typeof(GetSpoken), "get-spoken")]
[JsonDerivedType(typeof(ReportAccount), "report-account")]
[JsonDerivedType(typeof(NoteSeen), "note-seen")]
[JsonDerivedType(typeof(DismissAccount), "dismiss-account")]
[JsonDerivedType(typeof(BanAccount), "ban-account")]
[JsonDerivedType(typeof(UnbanAccount), "unban-account")]
[JsonDerivedType(typeof(PutOnRecord), "record")]
[JsonDerivedType(typeof(Authorise), "authorise")]
[JsonDerivedType(typeof(FireSchedule), "fire-schedule")]
[JsonDerivedType(typeof(PostScheduled), "post-scheduled")]
public abstract record Command;

/// <summary>A user's request, as their client sent it. Answer: the request's reply, or an <see cref="Error"/>.</summary>
/// <param name="By">Who asks.</param>
/// <param name="Request">What.</param>
/// <param name="File">
/// What stands behind the file key of a <see cref="Post"/> or <see cref="PostPrivate"/>; null when it has none, or the key is unknown.
/// </param>
/// <param name="Once">It comes with a letter, which has its effect once: the key of a message need not be remembered.</param>
/// <param name="Silence">Why the user may not send anything at all, as their session knows; a message that was accepted before is
/// answered all the same.</param>
/// <param name="Message">The message that the request is about, as it stands in the store; null when there is none such.</param>
/// <param name="AsOperator">Of Global: the moderation has said that the user is an operator, and operators are its admins.</param>
public sealed record Act(
    string By,
    Request Request,
    FileLink? File = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Once = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Error? Silence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Handed? Message = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool AsOperator = false) : Command;

/// <summary>A message handed to its room or dialogue, which keeps none itself.</summary>
/// <param name="Seq">Its sequence number.</param>
/// <param name="Message">A <see cref="Posted"/> or <see cref="Commented"/>.</param>
/// <param name="AsOf">All that had happened up to this number is in it.</param>
/// <param name="Under">Of a comment: the message that it hangs under.</param>
public sealed record Handed(long Seq, Event Message, long AsOf, Handed? Under = null);

/// <summary>
/// May this user read and follow the entity? Answer: <see cref="Visited"/> or an <see cref="Error"/>. Rooms, dialogues, users.
/// </summary>
/// <param name="By">The user.</param>
/// <param name="Known">The highest sequence number that the user's client has seen; 0 for none.</param>
public sealed record Visit(string By, long Known = 0) : Command;

/// <summary>
/// May this user read the entity, and how far does it go? Shows nothing of the state, so it costs the same however large that is.
/// Answer: <see cref="Extent"/> or an <see cref="Error"/>. Rooms, dialogues, users.
/// </summary>
public sealed record GetExtent(string By) : Command;

/// <summary>To a user: be born. Answer: <see cref="Done"/>, or an <see cref="Error"/> when the name is taken.</summary>
public sealed record CreateAccount(
    string Name, string PasswordHash, long GlobalSeq, long GlobalOrdinal, string Session, string Client, string TokenHash) : Command;

/// <summary>
/// To the user or room of a name that can't be told from one that somebody wants: nobody is to have it. Answer: <see cref="Done"/>,
/// <see cref="NameIs"/> of those who have or hold it.
/// </summary>
/// <param name="For">The name that is wanted.</param>
/// <param name="Instead">Of this one, who held it and never came to be.</param>
public sealed record HoldName(string For, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Instead = null)
    : Command;

/// <summary>Letter to the room of such a name: the other is gone.</summary>
public sealed record ReleaseName(string For) : Command;

/// <summary>To a user. Answer: <see cref="Credentials"/> or an <see cref="Error"/>.</summary>
public sealed record GetCredentials : Command;

/// <summary>To a user whose password was right: remember a resume token. Answer: <see cref="Done"/>.</summary>
/// <param name="Session">Its id.</param>
/// <param name="Client">What it says of itself.</param>
/// <param name="TokenHash">SHA-256, hexadecimal.</param>
/// <param name="Once">It was the one-time password: that it was, and not another one's of a moment ago, is decided here.</param>
public sealed record OpenSession(
    string Session, string Client, string TokenHash,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Once = null) : Command;

/// <summary>To a user whose password was right: this is the new one. Answer: <see cref="Done"/>.</summary>
/// <param name="PasswordHash">Of the new one.</param>
/// <param name="Session">The login that goes on; all others end.</param>
public sealed record SetPassword(string PasswordHash, string Session) : Command;

/// <summary>
/// To a user, from an operator: this password logs you in once. Answer: <see cref="OneTimePassword"/> without the password.
/// </summary>
public sealed record SetOneTimePassword(string By, string PasswordHash) : Command;

/// <summary>To a user: is this a token of an open session? Answer: <see cref="TokenAccepted"/> or an <see cref="Error"/>.</summary>
public sealed record CheckToken(string TokenHash) : Command;

/// <summary>To a user: forget a session's token. Answer: <see cref="Done"/>, also when there is none.</summary>
/// <param name="Session">Its id.</param>
/// <param name="FromElsewhere">Another session asks: then there must be such a session.</param>
/// <param name="IsConnected">There is, whatever has become of its token.</param>
public sealed record CloseSession(
    string Session,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool FromElsewhere = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsConnected = false) : Command;

/// <summary>To a user: do you exist, and how is your name written? Answer: <see cref="NameIs"/> or an <see cref="Error"/>.</summary>
/// <param name="For">Who wants to talk to you in private: one whom you ignore is refused.</param>
public sealed record GetName([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? For = null) : Command;

/// <summary>To a file-store: an upload that this user began. Answer: <see cref="Upload"/> or an <see cref="Error"/>.</summary>
public sealed record GetUpload(string By, string File) : Command;

/// <summary>To a file-store: what is published under this key? Answer: <see cref="FileIs"/> or an <see cref="Error"/>.</summary>
public sealed record LookUpFile(string Key) : Command;

/// <summary>
/// To a file-store: the file is about to be posted there, by one who may load it. Answer: <see cref="Done"/> or an <see cref="Error"/>.
/// </summary>
public sealed record ShowFile(string Key, string In) : Command;

/// <summary>Letter to a room or dialogue: a file that was posted there was deleted.</summary>
public sealed record WithdrawFile(string Key) : Command;

/// <summary>Letter to a user: record this in your feed, unless you know something newer about the same room or dialogue.</summary>
/// <param name="Event">What to record.</param>
/// <param name="Else">Who is meant if there is no such user, the first of them that there is.</param>
public sealed record Tell(
    Event Event, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Else = null) : Command;

/// <summary>
/// Letter of an entity to itself: delete the next slice of its old events, up to (not with) <paramref name="To"/>; last of all, the
/// deletion of the former namesake.
/// </summary>
public sealed record PurgeNext(long From, long To, long? Former = null) : Command;

/// <summary>Letter of a room or dialogue to itself: the time of some messages is over.</summary>
/// <param name="Generation">Of the lifetime: a letter of an earlier one is void.</param>
public sealed record ExpireDue(int Generation) : Command;

/// <summary>Letter of a file-store to itself: an upload not finished by now is dropped.</summary>
public sealed record SweepUpload(string File) : Command;

/// <summary>Letter of a file-store to itself: what was on its way when an upload was dropped has arrived by now, and goes too.</summary>
public sealed record SweepChunks(string File) : Command;

/// <summary>Letter of a file-store to itself: the time of a published file is up.</summary>
public sealed record ExpireFile(string File) : Command;

/// <summary>
/// To a room: an admin wants a link. Answer: <see cref="LinkCreated"/> without the link itself, or an <see cref="Error"/>.
/// </summary>
/// <param name="By">Who asks.</param>
/// <param name="Room">The room as they wrote it.</param>
/// <param name="Hash">Of the token, which stays with the session.</param>
/// <param name="Uses">As in <see cref="CreateLink"/>.</param>
/// <param name="LifeSeconds">As in <see cref="CreateLink"/>.</param>
public sealed record MakeLink(string By, string Room, string Hash, int? Uses = null, long? LifeSeconds = null) : Command;

/// <summary>
/// To a room: somebody holds a link with this hash, and wants to come in. Answer: <see cref="Asked"/> or an <see cref="Error"/>.
/// </summary>
public sealed record AskIn(string By, string Hash) : Command;

/// <summary>Letter of a room to itself: the time of a link is up.</summary>
public sealed record ExpireLink(string Id) : Command;
/// <summary>Letter of a user to itself: a scheduled message is due.</summary>
public sealed record FireSchedule(long Schedule) : Command;

/// <summary>Letter to a room or dialogue: a scheduled message of a user's. If it can't be posted, its author is told by letter.</summary>
/// <param name="By">Its author.</param>
/// <param name="Post">A <see cref="Post"/> or <see cref="PostPrivate"/>.</param>
/// <param name="Schedule">Its number.</param>
/// <param name="Due">When it was to be posted.</param>
public sealed record PostScheduled(string By, Request Post, long Schedule, DateTimeOffset Due) : Command;

/// <summary>To a user: may you send anything now? Answer: <see cref="Done"/> or an <see cref="Error"/>.</summary>
public sealed record GetSilence : Command;

/// <summary>To a user who reports another: who are you? Answer: <see cref="Reporter"/>.</summary>
public sealed record GetReporter : Command;

/// <summary>To a user: you are reported. Answer: <see cref="Done"/> or an <see cref="Error"/>.</summary>
/// <param name="By">The reporter, whose own entity has said the following.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reporter">Who they are.</param>
/// <param name="Origin">Whence it comes, hashed; null where that says nothing.</param>
/// <param name="InGlobal">Whether the reported has said something in Global lately, where everybody meets.</param>
/// <param name="ByOperator">An operator's report counts whatever else.</param>
/// <param name="IsOperator">The reported is one, by the settings: operators are not silenced by reports.</param>
public sealed record ReportAccount(
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    Reporter Reporter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Origin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool InGlobal = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ByOperator = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOperator = false) : Command;

/// <summary>To a room: has this user said something here lately? Answer: <see cref="Done"/>, or an <see cref="Error"/> when not.</summary>
public sealed record GetSpoken(string User) : Command;

/// <summary>To a user, from an operator: these reports were unfounded. Answer: <see cref="Done"/>.</summary>
/// <param name="By">The operator.</param>
/// <param name="Reporter">Whose report; all when null.</param>
public sealed record DismissAccount(string By, string? Reporter) : Command;

/// <summary>To a user, from an operator: you are kept out. Answer: <see cref="Done"/> or an <see cref="Error"/>.</summary>
public sealed record BanAccount(string By, long? DurationMs, string? Reason) : Command;

/// <summary>To a user, from an operator: you may come in again. Answer: <see cref="Done"/> or an <see cref="Error"/>.</summary>
public sealed record UnbanAccount(string By) : Command;

/// <summary>Letter to the moderation: this stands in the audit feed.</summary>
public sealed record PutOnRecord(Audited Line) : Command;

/// <summary>To the moderation: is this an operator? Answer: <see cref="Done"/> or an <see cref="Error"/>.</summary>
/// <param name="By">Who wants to act.</param>
/// <param name="Against">Against whom, where an operator can't be the target.</param>
public sealed record Authorise(string By, string? Against = null) : Command;

/// <summary>To a user: your last client went. Answer: <see cref="Done"/>.</summary>
public sealed record NoteSeen : Command;
