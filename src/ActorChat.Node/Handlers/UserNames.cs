using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Users as requests name them.</summary>
static class UserNames
{
    /// <summary>
    /// The name as first written of the registered user who is meant, or why there is none; with <paramref name="by"/>, also why they do
    /// not want to talk to that one in private.
    /// </summary>
    public static async Task<(string? Name, Reply? Fault)> NameOf(this ChatServices chat, string written, string? by = null)
    {
        if (Names.User(written) is not { } name) return (null, Refusals.UnknownUser(written));
        return await chat.Ask(Ids.User(name), new GetName(by), Repeat.Always) switch
        {
            NameIs known => (known.Name, null),
            ForClient { Reply: var reply } => (null, reply),
            var other => throw new InvalidOperationException($"A user answered {other}."),
        };
    }
}
