using System.Collections.Frozen;
using ActorChat.Messages;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>The HTTP status of each error code; a test holds that none is missing.</summary>
public static class ProblemStatus
{
    /// <summary>The table.</summary>
    public static FrozenDictionary<string, int> Table { get; } = Rows(
        (StatusCodes.Status400BadRequest,
        [
            ErrorCodes.BadJson, ErrorCodes.BadField, ErrorCodes.NotText, ErrorCodes.BadName, ErrorCodes.BadPassword, ErrorCodes.Yourself,
            ErrorCodes.EmptyText, ErrorCodes.TextTooLong, ErrorCodes.BadKey, ErrorCodes.BadChunk, ErrorCodes.BadChecksum,
                ErrorCodes.BadTime,
            ErrorCodes.BadSetting, ErrorCodes.BadReaction,
        ]),
        (StatusCodes.Status401Unauthorized, [ErrorCodes.NotLoggedIn, ErrorCodes.BadLogin, ErrorCodes.BadToken]),
        (StatusCodes.Status403Forbidden,
            [ErrorCodes.NotInRoom, ErrorCodes.NotAdmin, ErrorCodes.NotAllowed, ErrorCodes.GlobalRoom, ErrorCodes.NotOperator,
            ErrorCodes.Suspended, ErrorCodes.Banned, ErrorCodes.Denied, ErrorCodes.Muted]),
        (StatusCodes.Status404NotFound,
        [
            ErrorCodes.UnknownType, ErrorCodes.UnknownPath, ErrorCodes.UnknownUser, ErrorCodes.UnknownRoom, ErrorCodes.UnknownFeed,
                ErrorCodes.UnknownFile,
            ErrorCodes.UnknownSchedule, ErrorCodes.UnknownSession, ErrorCodes.UnknownReport,
            ErrorCodes.BadLink, ErrorCodes.UnknownRequest, ErrorCodes.UnknownMessage,
        ]),
        (StatusCodes.Status405MethodNotAllowed, [ErrorCodes.BadMethod]),
        (StatusCodes.Status409Conflict,
        [
            ErrorCodes.LoggedIn, ErrorCodes.NameTaken, ErrorCodes.RoomExists, ErrorCodes.InRoom, ErrorCodes.DialogueOpen,
                ErrorCodes.DialogueNotOpen,
            ErrorCodes.TooMany, ErrorCodes.KeyTooOld, ErrorCodes.FileQuota, ErrorCodes.ReportedAlready, ErrorCodes.RoleHeld,
                ErrorCodes.NotBanned, ErrorCodes.ConfirmNeeded,
        ]),
        (StatusCodes.Status410Gone, [ErrorCodes.LinkOver]),
        (StatusCodes.Status413PayloadTooLarge, [ErrorCodes.TooLarge, ErrorCodes.FileTooLarge]),
        (StatusCodes.Status422UnprocessableEntity, [ErrorCodes.KeyReused]),
        (StatusCodes.Status429TooManyRequests, [ErrorCodes.TooManyGuesses, ErrorCodes.RateLimited]),
        (StatusCodes.Status500InternalServerError, [ErrorCodes.Internal]),
        (StatusCodes.Status503ServiceUnavailable, [ErrorCodes.Unavailable, ErrorCodes.Overloaded]),
        (StatusCodes.Status504GatewayTimeout, [ErrorCodes.OutcomeUnknown]));

    /// <summary>The status of a code; 400 for one that the table lacks.</summary>
    public static int Of(string code) => Table.GetValueOrDefault(code, StatusCodes.Status400BadRequest);

    static FrozenDictionary<string, int> Rows(params (int Status, string[] Codes)[] rows) =>
        rows.SelectMany(row => row.Codes, (row, code) => KeyValuePair.Create(code, row.Status)).ToFrozenDictionary();
}
