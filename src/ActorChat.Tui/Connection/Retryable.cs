using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>What may be asked twice without harm.</summary>
static class Retryable
{
    /// <summary>Queries, and requests whose second time changes nothing.</summary>
    public static bool WhenLost(Request request) => request
        is Ping or GetSessions or FindRooms or FindUsers or Who or GetHistory or GetThread or GetPins or GetUnread or Search or GetLinks
            or GetRequests or GetFiles
        or GetScheduled or GetSettings or GoAway or ComeBack or GetProfile or IgnoreUser or UnignoreUser or ChangeSetting or GetReports
        or MarkRead or MarkDelivered or Login
        or BeginFile or PutChunk or FinishFile or FindFile or GetChunk;

    /// <summary>
    /// Whether a message that was answered so is to be sent again, with the same key. One over the limit is the user's to send again:
    /// others wait behind it.
    /// </summary>
    public static bool Post(Error error) => error.Code != ErrorCodes.RateLimited && IsLater(error);

    static bool IsLater(Error error) =>
        error.RetryAfterMs is not null || error.Code is ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.OutcomeUnknown;
}
