using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Tui.Model;

/// <summary>Events in words. Those of a room name the users; those of the user's own feed say "you".</summary>
static class Sentences
{
    /// <summary>The sentence, or null for what people do not see (a read mark) or what is newer than this client.</summary>
    public static string? Of(Event happened) => happened switch
    {
        Created { By: null } created => $"the room {created.Room} begins",
        Created created => $"{created.By} created the room {created.Room} ({Access(created.Access)})",
        Deleted { By: null } => "the room was deleted: nobody was left in it",
        Deleted deleted => $"{deleted.By} deleted the room",
        Joined joined => $"{joined.User} joined",
        Left left => $"{left.User} left",
        AdminNamed { By: { } by } named => $"{by} made {named.User} an admin",
        AdminNamed named => $"{named.User} is admin now",
        Added added => $"{added.By} allowed {added.User} into the room",
        Removed removed => $"{removed.By} removed {removed.User}",
        TopicSet { Text: "" } topic => $"{topic.By} took the topic away",
        TopicSet topic => $"{topic.By} set the topic: {topic.Text}",
        Pinned pinned => $"{pinned.By} pinned #{pinned.Message}",
        Unpinned unpinned => $"{unpinned.By} took #{unpinned.Message} off the pinned messages",
        Muted { Until: { } until } muted => $"{muted.By} muted {muted.User} for {Durations.Format(until - muted.At)}",
        Muted muted => $"{muted.By} muted {muted.User}",
        Unmuted unmuted => $"{unmuted.By} lets {unmuted.User} speak again",
        SettingChanged { Setting: { } setting, By: { } by } changed => $"{by} set {setting} to {changed.Settings.ValueOf(setting)}",
        SettingChanged changed =>
            $"the rules here: {string.Join(", ", RoomSettings.AllNames.Select(name => $"{name} {changed.Settings.ValueOf(name)}"))}",
        DialogueOpened opened => $"{opened.By} opened the dialogue",
        DialogueDeleted deleted => $"{deleted.By} deleted the dialogue",
        _ => OfUser(happened),
    };

    static string? OfUser(Event happened) => happened switch
    {
        Registered registered => $"you registered as {registered.Name}",
        SessionOpened opened => $"you logged in with {opened.Client}",
        PasswordChanged => "you changed your password; your other clients were logged out",
        OneTimePasswordMade made => $"{made.By} made a one-time password for you: /login with it, then /password <it> <new>, until",
        SessionClosed => "a client of yours logged out",
        RoomCreated created => $"you created {created.Room}",
        RoomDeleted { By: null } deleted => $"{deleted.Room} was deleted",
        RoomDeleted deleted => $"{deleted.By} deleted {deleted.Room}",
        RoomJoined joined => $"you joined {joined.Room}",
        RoomLeft left => $"you left {left.Room}",
        RoomInvited invited => $"{invited.By} added you to {invited.Room}: /join_room {invited.Room} to enter",
        RoomRemoved removed => $"{removed.By} removed you from {removed.Room}",
        RoomAdmin admin => $"you are admin of {admin.Room} now",
        RoomAsked asked => $"you asked to come into {asked.Room}; its admins have been told",
        RoomApproved approved => $"{approved.By} let you into {approved.Room}",
        RoomDenied denied => $"the admins of {denied.Room} turned your request down",
        RequestMade made => $"{made.User} asks to come into {made.Room}: /approve {made.Room} {made.User} or /deny {made.Room} {made.User}",
        RequestSettled { Approved: true } settled => $"{settled.By} let {settled.User} into {settled.Room}",
        RequestSettled settled => $"{settled.By} turned down {settled.User}, who asked to come into {settled.Room}",
        DialogueBegun begun when Names.Same(begun.By, begun.With) => $"{begun.By} opened a dialogue with you",
        DialogueBegun begun => $"you opened a dialogue with {begun.With}",
        DialogueEnded ended when Names.Same(ended.By, ended.With) => $"{ended.By} deleted the dialogue with you",
        DialogueEnded ended => $"you deleted the dialogue with {ended.With}",
        RoomMuted { Until: { } until } muted => $"{muted.By} muted you in {muted.Room} for {Durations.Format(until - muted.At)}",
        RoomMuted muted => $"{muted.By} muted you in {muted.Room}",
        RoomUnmuted unmuted => $"{unmuted.By} lets you speak again in {unmuted.Room}",
        Mentioned told => $"{told.By} named you in {Place(told.In, told.By)}#{told.Message}",
        CommentReceived told => $"{told.By} commented on your message {Place(told.In, told.By)}#{told.Message}: #{told.Comment}",
        FileRemoved { Expired: true } removed => $"the time of your file {removed.Name} was up, and it is deleted (key {removed.Key})",
        FileRemoved removed => $"you deleted the file {removed.Name} (key {removed.Key})",
        Published published =>
            string.Create(CultureInfo.InvariantCulture, $"you published {published.Name} ({published.Size:N0} bytes), key {published.Key}"),
        _ => Later(happened) ?? PeopleSentences.Of(happened),
    };

    /// <summary>The time that the sentence ends with, if it does.</summary>
    public static DateTimeOffset? MomentOf(Event happened) => happened switch
    {
        MessageScheduled scheduled => scheduled.Due,
        ScheduleFailed failed => failed.Due,
        _ => PeopleSentences.MomentOf(happened),
    };

    static string? Later(Event happened) => happened switch
    {
        MessageScheduled scheduled => string.Create(CultureInfo.InvariantCulture,
            $"you scheduled a message to {scheduled.Room ?? "@" + scheduled.User} (/cancel {scheduled.Seq} takes it back): "
                + $"{scheduled.Text} · to be sent at"),
        ScheduleCancelled cancelled =>
            string.Create(CultureInfo.InvariantCulture, $"you took the scheduled message {cancelled.Schedule} back"),
        ScheduleFired fired => string.Create(CultureInfo.InvariantCulture, $"your scheduled message {fired.Schedule} is due"),
        ScheduleFailed failed => string.Create(CultureInfo.InvariantCulture,
            $"your scheduled message {failed.Schedule} was not sent: {failed.Message} It was, to {failed.Room ?? "@" + failed.User}: "
                + $"{failed.Text} · for"),
        _ => null,
    };

    // In a dialogue it was the other one.
    static string Place(string feed, string by) => FeedName.IsDialogue(feed) ? $"@{by}" : FeedName.Title(feed);

    static string Access(RoomAccess access) => access == RoomAccess.Open ? "open" : "restricted";
}
