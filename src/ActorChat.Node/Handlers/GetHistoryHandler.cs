using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>
/// A page of a feed, straight from the store once the entity has let the user in; its events are the journal's own bytes.
/// </summary>
sealed class GetHistoryHandler(ChatServices chat) : UserHandler<GetHistory>
{
    static readonly string[] Messages = [ChatEvents.TypeOf<Posted>()];

    static readonly string[] Audited = [ChatEvents.TypeOf<Audited>()];

    // What the user did and what was done to them; not how far they have read.
    static readonly string[] Actions =
    [
        ChatEvents.TypeOf<Registered>(), ChatEvents.TypeOf<SessionOpened>(), ChatEvents.TypeOf<SessionClosed>(),
            ChatEvents.TypeOf<PasswordChanged>(), ChatEvents.TypeOf<OneTimePasswordMade>(),
        ChatEvents.TypeOf<RoomCreated>(), ChatEvents.TypeOf<RoomDeleted>(), ChatEvents.TypeOf<RoomJoined>(), ChatEvents.TypeOf<RoomLeft>(),
        ChatEvents.TypeOf<RoomInvited>(), ChatEvents.TypeOf<RoomRemoved>(), ChatEvents.TypeOf<RoomAdmin>(),
        ChatEvents.TypeOf<RoomAsked>(), ChatEvents.TypeOf<RoomApproved>(), ChatEvents.TypeOf<RoomDenied>(),
        ChatEvents.TypeOf<RequestMade>(), ChatEvents.TypeOf<RequestSettled>(),
        ChatEvents.TypeOf<DialogueBegun>(), ChatEvents.TypeOf<DialogueEnded>(), ChatEvents.TypeOf<CommentReceived>(),
            ChatEvents.TypeOf<Mentioned>(), ChatEvents.TypeOf<RoomMuted>(), ChatEvents.TypeOf<RoomUnmuted>(),
        ChatEvents.TypeOf<Published>(), ChatEvents.TypeOf<FileRemoved>(),
        ChatEvents.TypeOf<MessageScheduled>(), ChatEvents.TypeOf<ScheduleCancelled>(), ChatEvents.TypeOf<ScheduleFired>(),
            ChatEvents.TypeOf<ScheduleFailed>(),
        ChatEvents.TypeOf<PreferenceChanged>(), ChatEvents.TypeOf<WentAway>(), ChatEvents.TypeOf<CameBack>(),
            ChatEvents.TypeOf<UserIgnored>(), ChatEvents.TypeOf<UserUnignored>(),
        ChatEvents.TypeOf<Reported>(), ChatEvents.TypeOf<Suspended>(), ChatEvents.TypeOf<ReportsDismissed>(),
        ChatEvents.TypeOf<Banned>(), ChatEvents.TypeOf<Unbanned>(), ChatEvents.TypeOf<RoleGranted>(), ChatEvents.TypeOf<RoleRevoked>(),
    ];

    protected override async Task<object> Handle(ICaller caller, string user, GetHistory request)
    {
        if (request.Limit is < 1 or > ProtocolLimits.MaxHistoryPage) return Refusals.BadLimit("limit", 1, ProtocolLimits.MaxHistoryPage);
        if (FeedNames.Parse(request.Feed ?? FeedNames.User(user)) is not { } feed) return Refusals.UnknownFeed(request.Feed!);
        var answer = await chat.Ask(feed, new GetExtent(user), Repeat.Always);
        if (answer is not Extent extent) return ((ForClient)answer).Reply;
        var types = feed.Kind switch { Ids.UserKind => Actions, Ids.ModerationKind => Audited, _ => Messages };
        var page = await chat.Store.ReadBack(feed, request.Before ?? long.MaxValue, extent.Since, types, request.Limit + 1, caller.Ended);
        return HistoryParts.Write(
            "history", extent.Feed, null, await chat.WithFilesAsTheyAre(page), request.Limit, chat.Limits.MaxHistoryBytes, extent.Seq);
    }
}
