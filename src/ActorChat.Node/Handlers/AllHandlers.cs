using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Every request type with its handler; a test holds that none is missing.</summary>
public static class AllHandlers
{
    /// <summary>The table.</summary>
    public static IReadOnlyDictionary<Type, IRequestHandler> Of(ChatServices chat)
    {
        IRequestHandler[] handlers =
        [
            new RegisterHandler(chat), new LoginHandler(chat), new ResumeHandler(chat), new LogoutHandler(chat),
                new ChangePasswordHandler(chat), new MakeOneTimePasswordHandler(chat), new PingHandler(), new GetSessionsHandler(),
            new EndSessionHandler(chat), new GetSettingsHandler(chat), new ChangeSettingHandler(chat),
            new GoAwayHandler(chat), new ComeBackHandler(chat), new SetIdleHandler(), new GetProfileHandler(chat),
                new IgnoreUserHandler(chat), new UnignoreUserHandler(chat),
            new NoteTypingHandler(chat), new ShareDraftHandler(chat), new ShareViewHandler(chat),
            new ReportUserHandler(chat), new GetReportsHandler(chat), new DismissReportsHandler(chat), new BanUserHandler(chat),
                new UnbanUserHandler(chat), new GrantRoleHandler(chat), new RevokeRoleHandler(chat),
            new CreateRoomHandler(chat), new DeleteRoomHandler(chat), new AddUserHandler(chat), new RemoveUserHandler(chat),
                new JoinRoomHandler(chat), new LeaveRoomHandler(chat),
            new CreateLinkHandler(chat), new GetLinksHandler(chat), new RevokeLinkHandler(chat), new JoinLinkHandler(chat),
            new GetRequestsHandler(chat), new ApproveHandler(chat), new DenyHandler(chat),
            new SetRoomHandler(chat), new SetTopicHandler(chat), new PinHandler(chat), new UnpinHandler(chat), new GetPinsHandler(chat),
            new MakeAdminHandler(chat), new MuteHandler(chat), new UnmuteHandler(chat), new RingHandler(chat),
            new FindRoomsHandler(chat), new FindUsersHandler(chat), new WhoHandler(chat),
            new PostHandler(chat), new PostPrivateHandler(chat), new CommentHandler(chat), new EditMessageHandler(chat),
                new DeleteMessageHandler(chat), new ReactHandler(chat), new GetThreadHandler(chat),
            new GetHistoryHandler(chat), new ReadFeedHandler(chat), new SearchHandler(chat), new MarkReadHandler(chat),
                new GetUnreadHandler(chat),
            new OpenDialogueHandler(chat), new DeleteDialogueHandler(chat), new MarkDeliveredHandler(chat),
            new SchedulePostHandler(chat), new GetScheduledHandler(chat), new CancelScheduledHandler(chat),
            new BeginFileHandler(chat), new PutChunkHandler(chat), new FinishFileHandler(chat), new FindFileHandler(chat),
                new GetChunkHandler(chat),
            new GetFilesHandler(chat), new DeleteFileHandler(chat),
        ];
        return handlers.ToDictionary(handler => handler.Handles);
    }
}
