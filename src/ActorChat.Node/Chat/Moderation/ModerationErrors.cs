using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Moderation;

/// <summary>What the moderation says no with.</summary>
static class ModerationErrors
{
    public static Error NotOperator { get; } = new(ErrorCodes.NotOperator,
        "only operators can do that: ask one of them; /report <user> tells them of somebody who misbehaves.");

    public static Error AgainstOperator(string user) => new(ErrorCodes.NotAllowed,
        $"{user} is an operator: /revoke_role {user} operator comes first.");

    public static Error UnknownReport(long number) => new(ErrorCodes.UnknownReport, string.Create(CultureInfo.InvariantCulture,
        $"no report {number} is open: /reports lists those that are."));

    public static Error HasRole(string user) =>
        new(ErrorCodes.RoleHeld, $"{user} is an operator already: /revoke_role {user} operator takes it.");

    public static Error HasNoRole(string user) =>
        new(ErrorCodes.RoleHeld, $"{user} is no operator: /grant {user} operator makes them one.");

    public static Error NamedInSettings(string user) => new(ErrorCodes.RoleHeld,
        $"{user} is an operator by the setting actorchat.operators: take the name out there, on every node.");

    public static Error TooManyOperators(int count) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"{count} users have the role, as many as may: /revoke_role <user> operator takes it from one."));
}
