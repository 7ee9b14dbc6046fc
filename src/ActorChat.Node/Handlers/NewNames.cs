using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Clustering;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>Names that somebody wants to have: those that can't be told from another one are not given.</summary>
static class NewNames
{
    /// <summary>Why a user may not be called so; null when they may.</summary>
    public static async Task<Error?> RefuseUser(this ChatServices chat, string name)
    {
        if (NameProfile.Fault(name) is { } fault) return Refusals.BadName(fault);
        if (NameProfile.LooksOf(name).Contains(Names.Fold(Names.Global)))
        {
            return Refusals.BadName($"it is kept for the room {Names.Global}");
        }
        return await chat.Hold(name, Ids.User, new GetName(), ErrorCodes.NameTaken);
    }

    /// <summary>Why a room may not be called so; null when it may.</summary>
    public static async Task<Error?> RefuseRoom(this ChatServices chat, string name, string by) =>
        NameProfile.Fault(name) is { } fault ? Refusals.BadName(fault)
            : await chat.Hold(name, Ids.Room, new GetExtent(by), ErrorCodes.RoomExists);

    static async Task<Error?> Hold(this ChatServices chat, string name, Func<string, EntityId> idOf, Command exists, string code)
    {
        foreach (var look in NameProfile.LooksOf(name).Select(idOf).Where(id => id != idOf(name)))
        {
            var answer = await chat.Ask(look, new HoldName(name), Repeat.Always);
            // Whoever held it may have given up, or failed, before they came to be.
            if (answer is NameIs held
                && await chat.Ask(idOf(held.Name), exists,
                Repeat.Always) is ForClient { Reply: Error { Code: ErrorCodes.UnknownUser or ErrorCodes.UnknownRoom } })
            {
                answer = await chat.Ask(look, new HoldName(name, held.Name), Repeat.Always);
            }
            if (answer is NameIs other)
            {
                return new Error(code, $"the name {name} can't be told from {other.Name}, which is taken: choose another.");
            }
            if (answer is ForClient { Reply: Error fault }) return fault;
        }
        return null;
    }
}
