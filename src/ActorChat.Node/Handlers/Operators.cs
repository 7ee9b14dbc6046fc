using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What only operators may do.</summary>
static class Operators
{
    /// <summary>Why the user may not act as an operator, or not against this other one; null when they may.</summary>
    public static async Task<Reply?> NoOperator(this ChatServices chat, string user, string? against = null) =>
        ((ForClient)await chat.Ask(Ids.Moderation, new Authorise(user, against), Repeat.Always)).Reply is Error refusal ? refusal : null;

    /// <summary>
    /// Whether a user rules a room by being an operator, as in Global, which has no admins of its own; or why that can't be told just now.
    /// </summary>
    public static async Task<(bool AsOperator, Reply? Fault)> Office(this ChatServices chat, EntityId room, string user)
    {
        if (room != Ids.Global) return (false, null);
        var refusal = await chat.NoOperator(user);
        return (refusal is null, refusal is Error { Code: ErrorCodes.NotOperator } ? null : refusal);
    }

    /// <summary>Asks a room for what only its admins may do.</summary>
    public static async Task<Reply> Rule(this ChatServices chat, string room, string user, Request request)
    {
        var entity = Ids.Room(room);
        var (asOperator, fault) = await chat.Office(entity, user);
        return fault ?? await chat.Act(entity, user, request, asOperator: asOperator);
    }
}
