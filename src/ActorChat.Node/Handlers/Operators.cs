using ActorChat.Actors.Regions;
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
}
