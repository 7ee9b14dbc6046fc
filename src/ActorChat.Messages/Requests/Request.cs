using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// What a client asks. <c>id</c> is the client's own number for it and comes back as <c>re</c>. Unknown types, and
/// missing, wrong or extra fields are refused.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(Login), "login")]
[JsonDerivedType(typeof(Resume), "resume")]
[JsonDerivedType(typeof(Logout), "logout")]
[JsonDerivedType(typeof(ChangePassword), "change-password")]
[JsonDerivedType(typeof(MakeOneTimePassword), "one-time-password")]
[JsonDerivedType(typeof(Ping), "ping")]
[JsonDerivedType(typeof(GetSessions), "sessions")]
[JsonDerivedType(typeof(EndSession), "end-session")]
[JsonDerivedType(typeof(GetSettings), "settings")]
[JsonDerivedType(typeof(ChangeSetting), "change-setting")]
[JsonDerivedType(typeof(GoAway), "away")]
[JsonDerivedType(typeof(ComeBack), "back")]
[JsonDerivedType(typeof(SetIdle), "idle")]
[JsonDerivedType(typeof(GetProfile), "whois")]
[JsonDerivedType(typeof(IgnoreUser), "ignore")]
[JsonDerivedType(typeof(UnignoreUser), "unignore")]
[JsonDerivedType(typeof(NoteTyping), "typing")]
[JsonDerivedType(typeof(ShareDraft), "draft")]
[JsonDerivedType(typeof(ShareView), "view")]
[JsonDerivedType(typeof(ReportUser), "report")]
[JsonDerivedType(typeof(GetReports), "reports")]
[JsonDerivedType(typeof(DismissReports), "dismiss")]
[JsonDerivedType(typeof(BanUser), "ban")]
[JsonDerivedType(typeof(UnbanUser), "unban")]
[JsonDerivedType(typeof(GrantRole), "grant")]
[JsonDerivedType(typeof(RevokeRole), "revoke-role")]
[JsonDerivedType(typeof(CreateRoom), "create-room")]
[JsonDerivedType(typeof(DeleteRoom), "delete-room")]
[JsonDerivedType(typeof(AddUser), "add-user")]
[JsonDerivedType(typeof(RemoveUser), "remove-user")]
[JsonDerivedType(typeof(JoinRoom), "join-room")]
[JsonDerivedType(typeof(LeaveRoom), "leave-room")]
[JsonDerivedType(typeof(CreateLink), "create-link")]
[JsonDerivedType(typeof(GetLinks), "links")]
[JsonDerivedType(typeof(RevokeLink), "revoke-link")]
[JsonDerivedType(typeof(JoinLink), "join-link")]
[JsonDerivedType(typeof(GetRequests), "requests")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(Deny), "deny")]
[JsonDerivedType(typeof(SetRoom), "set-room")]
[JsonDerivedType(typeof(SetTopic), "topic")]
[JsonDerivedType(typeof(Pin), "pin")]
[JsonDerivedType(typeof(Unpin), "unpin")]
[JsonDerivedType(typeof(GetPins), "pins")]
[JsonDerivedType(typeof(GetUnread), "unread")]
[JsonDerivedType(typeof(MakeAdmin), "make-admin")]
[JsonDerivedType(typeof(Mute), "mute")]
[JsonDerivedType(typeof(Unmute), "unmute")]
[JsonDerivedType(typeof(Ring), "ring")]
[JsonDerivedType(typeof(FindRooms), "rooms")]
[JsonDerivedType(typeof(FindUsers), "users")]
[JsonDerivedType(typeof(Who), "who")]
[JsonDerivedType(typeof(Post), "post")]
[JsonDerivedType(typeof(PostPrivate), "post-private")]
[JsonDerivedType(typeof(Comment), "comment")]
[JsonDerivedType(typeof(EditMessage), "edit")]
[JsonDerivedType(typeof(DeleteMessage), "delete-message")]
[JsonDerivedType(typeof(React), "react")]
[JsonDerivedType(typeof(GetThread), "thread")]
[JsonDerivedType(typeof(GetHistory), "history")]
[JsonDerivedType(typeof(Search), "search")]
[JsonDerivedType(typeof(ReadFeed), "feed")]
[JsonDerivedType(typeof(MarkRead), "read")]
[JsonDerivedType(typeof(MarkDelivered), "delivered")]
[JsonDerivedType(typeof(SchedulePost), "schedule")]
[JsonDerivedType(typeof(GetScheduled), "scheduled")]
[JsonDerivedType(typeof(CancelScheduled), "cancel-scheduled")]
[JsonDerivedType(typeof(OpenDialogue), "open-dialogue")]
[JsonDerivedType(typeof(DeleteDialogue), "delete-dialogue")]
[JsonDerivedType(typeof(BeginFile), "begin-file")]
[JsonDerivedType(typeof(PutChunk), "put-chunk")]
[JsonDerivedType(typeof(FinishFile), "finish-file")]
[JsonDerivedType(typeof(FindFile), "find-file")]
[JsonDerivedType(typeof(GetChunk), "get-chunk")]
[JsonDerivedType(typeof(GetFiles), "files")]
[JsonDerivedType(typeof(DeleteFile), "delete-file")]
public abstract record Request
{
    /// <summary>The client's number for this request, not negative; 0 when left out.</summary>
    [JsonPropertyOrder(-1)]
    public long Id { get; init; }
}

/// <summary>A request that has its effect once, however often it is sent under its key.</summary>
public interface IKeyed
{
    /// <summary><c>device:number</c>: the device's name for itself (1 to 32 letters and digits) and its own growing number.</summary>
    string Key { get; }
}
