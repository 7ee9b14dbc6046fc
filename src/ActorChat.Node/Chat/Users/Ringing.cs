using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Users;

/// <summary>A person has several clients, and hears one of them: the first that asks rings, and the others see that it has.</summary>
static class Ringing
{
    public static Effect Decide(User user, Ring request, CommandContext context)
    {
        var upTo = Math.Min(request.UpTo, context.LastSeq());
        return upTo <= user.Rung
            ? Effects.Reply(new Rings(First: false))
            : Effects.Commit(new Rings(First: true), new EventDraft(new Rung(upTo)));
    }
}
