using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>
/// What an entity has committed: the same record is stored, broadcast, replayed, returned as history and folded by the
/// client. The place (<see cref="Feed"/>, <see cref="Seq"/>, <see cref="At"/>) is set on the wire only: the journal keeps it in
/// columns of its own. A client meets unknown types as a plain <see cref="Event"/>, which moves its cursor and nothing else.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(Created), "created")]
[JsonDerivedType(typeof(Deleted), "deleted")]
[JsonDerivedType(typeof(Joined), "joined")]
[JsonDerivedType(typeof(Left), "left")]
[JsonDerivedType(typeof(AdminNamed), "admin-named")]
[JsonDerivedType(typeof(Added), "added")]
[JsonDerivedType(typeof(Removed), "removed")]
[JsonDerivedType(typeof(SettingChanged), "setting-changed")]
[JsonDerivedType(typeof(TopicSet), "topic-set")]
[JsonDerivedType(typeof(Pinned), "pinned")]
[JsonDerivedType(typeof(Unpinned), "unpinned")]
[JsonDerivedType(typeof(Muted), "muted")]
[JsonDerivedType(typeof(Unmuted), "unmuted")]
[JsonDerivedType(typeof(Posted), "posted")]
[JsonDerivedType(typeof(Commented), "commented")]
[JsonDerivedType(typeof(Edited), "edited")]
[JsonDerivedType(typeof(MessageDeleted), "message-deleted")]
[JsonDerivedType(typeof(Reacted), "reacted")]
[JsonDerivedType(typeof(Expired), "expired")]
[JsonDerivedType(typeof(Delivered), "delivered")]
[JsonDerivedType(typeof(DialogueOpened), "opened")]
[JsonDerivedType(typeof(DialogueDeleted), "closed")]
[JsonDerivedType(typeof(Registered), "registered")]
[JsonDerivedType(typeof(SessionOpened), "session-opened")]
[JsonDerivedType(typeof(SessionClosed), "session-closed")]
[JsonDerivedType(typeof(RoomCreated), "room-created")]
[JsonDerivedType(typeof(RoomDeleted), "room-deleted")]
[JsonDerivedType(typeof(RoomJoined), "room-joined")]
[JsonDerivedType(typeof(RoomLeft), "room-left")]
[JsonDerivedType(typeof(RoomInvited), "room-invited")]
[JsonDerivedType(typeof(RoomRemoved), "room-removed")]
[JsonDerivedType(typeof(RoomAdmin), "room-admin")]
[JsonDerivedType(typeof(DialogueBegun), "dialogue-opened")]
[JsonDerivedType(typeof(DialogueEnded), "dialogue-deleted")]
[JsonDerivedType(typeof(ReadTo), "read")]
[JsonDerivedType(typeof(Hidden), "hidden")]
[JsonDerivedType(typeof(LinkMade), "link-made")]
[JsonDerivedType(typeof(LinkEnded), "link-ended")]
[JsonDerivedType(typeof(JoinAsked), "join-asked")]
[JsonDerivedType(typeof(JoinDenied), "join-denied")]
[JsonDerivedType(typeof(RoomAsked), "room-asked")]
[JsonDerivedType(typeof(RoomApproved), "room-approved")]
[JsonDerivedType(typeof(RoomDenied), "room-denied")]
[JsonDerivedType(typeof(RequestMade), "request-made")]
[JsonDerivedType(typeof(RequestSettled), "request-settled")]
[JsonDerivedType(typeof(CommentReceived), "comment-received")]
[JsonDerivedType(typeof(Mentioned), "mentioned")]
[JsonDerivedType(typeof(Rung), "rung")]
[JsonDerivedType(typeof(RoomMuted), "room-muted")]
[JsonDerivedType(typeof(RoomUnmuted), "room-unmuted")]
[JsonDerivedType(typeof(Published), "file-published")]
[JsonDerivedType(typeof(FileRemoved), "file-removed")]
[JsonDerivedType(typeof(PreferenceChanged), "preference-changed")]
[JsonDerivedType(typeof(WentAway), "away")]
[JsonDerivedType(typeof(CameBack), "back")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(UserIgnored), "ignored")]
[JsonDerivedType(typeof(UserUnignored), "unignored")]
[JsonDerivedType(typeof(Reported), "reported")]
[JsonDerivedType(typeof(Suspended), "suspended")]
[JsonDerivedType(typeof(ReportsDismissed), "reports-dismissed")]
[JsonDerivedType(typeof(Banned), "banned")]
[JsonDerivedType(typeof(Unbanned), "unbanned")]
[JsonDerivedType(typeof(RoleGranted), "role-granted")]
[JsonDerivedType(typeof(RoleRevoked), "role-revoked")]
[JsonDerivedType(typeof(Audited), "audited")]
[JsonDerivedType(typeof(MessageScheduled), "scheduled")]
[JsonDerivedType(typeof(ScheduleCancelled), "schedule-cancelled")]
[JsonDerivedType(typeof(ScheduleFired), "schedule-fired")]
[JsonDerivedType(typeof(ScheduleFailed), "schedule-failed")]
[JsonDerivedType(typeof(UploadBegun), "upload-begun")]
[JsonDerivedType(typeof(UploadDropped), "upload-dropped")]
public record Event
{
    /// <summary>The feed, such as <c>room/Global</c>.</summary>
    [JsonPropertyOrder(-3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Feed { get; init; }

    /// <summary>1, 2, 3 … in its feed.</summary>
    [JsonPropertyOrder(-2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Seq { get; init; }

    /// <summary>When it was decided, by the deciding node's clock.</summary>
    [JsonPropertyOrder(-1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset At { get; init; }
}
