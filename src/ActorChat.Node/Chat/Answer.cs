using System.Text.Json.Serialization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>What an entity of the chat answers a session: a <see cref="Reply"/> for the client, or a fact for the session itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ForClient), "for-client")]
[JsonDerivedType(typeof(Stale), "stale")]
[JsonDerivedType(typeof(Visited), "visited")]
[JsonDerivedType(typeof(Extent), "extent")]
[JsonDerivedType(typeof(Credentials), "credentials")]
[JsonDerivedType(typeof(TokenAccepted), "token-accepted")]
[JsonDerivedType(typeof(NameIs), "name-is")]
[JsonDerivedType(typeof(Upload), "upload")]
[JsonDerivedType(typeof(FileIs), "file-is")]
[JsonDerivedType(typeof(ReportIs), "report-is")]
[JsonDerivedType(typeof(Reporter), "reporter")]
public abstract record Answer;

/// <summary>To be passed on to the client as it is.</summary>
public sealed record ForClient(Reply Reply) : Answer;

/// <summary>Too much has happened since the message was read that was handed over: read it again. Nothing was done.</summary>
public sealed record Stale : Answer;

/// <summary>Come in.</summary>
/// <param name="Feed">The feed's name as clients see it, with the name as first written.</param>
/// <param name="State">A <see cref="UserState"/>, <see cref="RoomState"/> or <see cref="DialogueState"/>, with nobody online.</param>
/// <param name="Since">The first sequence number that may be read: what is older belongs to a deleted namesake.</param>
public sealed record Visited(string Feed, Notice State, long Since) : Answer;

/// <summary>How far a feed goes that may be read.</summary>
/// <param name="Feed">Its name as clients see it, with the name as first written.</param>
/// <param name="Since">The first sequence number that may be read: what is older belongs to a deleted namesake.</param>
/// <param name="Seq">The newest sequence number.</param>
/// <param name="Ordinal">Messages so far.</param>
/// <param name="Received">Of a dialogue: up to which number the asker has received it.</param>
public sealed record Extent(
    string Feed, long Since, long Seq, long Ordinal,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Received = 0) : Answer;

/// <summary>A user's name as first written, and the hash of their password.</summary>
/// <param name="Name">As first written.</param>
/// <param name="PasswordHash">Of the password.</param>
/// <param name="OneTimeHash">Of a one-time password that an operator made; null when there is none, or its time is over.</param>
/// <param name="OneTimeSession">The login that it was used for; null while it is not.</param>
public sealed record Credentials(
    string Name, string PasswordHash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OneTimeHash = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OneTimeSession = null) : Answer;

/// <summary>The token is good, for this user and session.</summary>
public sealed record TokenAccepted(string Name, string Session) : Answer;

/// <summary>A user's name as first written.</summary>
public sealed record NameIs(string Name) : Answer;

/// <summary>An open report is about this user, and of this one.</summary>
public sealed record ReportIs(string User, string By) : Answer;

/// <summary>A user who reports another.</summary>
/// <param name="Rooms">The rooms that they have to do with, or had, but Global; folded.</param>
/// <param name="Dialogues">With whom they have or had a dialogue; folded.</param>
/// <param name="Since">When they registered; null: longer ago than anybody noted.</param>
public sealed record Reporter(
    IReadOnlyList<string> Rooms, IReadOnlyList<string> Dialogues,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Since = null) : Answer;

/// <summary>A published file, and who may load it besides its owner.</summary>
/// <param name="Found">The file.</param>
/// <param name="Places">Whoever may read one of these rooms and dialogues.</param>
public sealed record FileIs(FileFound Found, IReadOnlyList<string> Places) : Answer;

/// <summary>An upload, under way or finished.</summary>
/// <param name="File">Under which its chunks are kept.</param>
/// <param name="Name">As others will see it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Of the whole content.</param>
/// <param name="Key">When it is published: then no chunk of it may change any more.</param>
public sealed record Upload(
    string File,
    string Name,
    long Size,
    string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key = null) : Answer;
