using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>How dialogues come and go: always for both.</summary>
static class Opening
{
    public static Effect Open(string by, string other, DialogueOptions options, CommandContext context)
    {
        var (first, second) = FeedNames.InOrder(by, other);
        return Effects.Commit(new EventDraft(new DialogueOpened([first, second], by, (long?)options.MessageLifetime?.TotalSeconds))) with
        {
            Letters =
            [
                Effects.Tell(first, new DialogueBegun(second, by, context.NextSeq)),
                Effects.Tell(second, new DialogueBegun(first, by, context.NextSeq)),
            ],
        };
    }

    public static Effect Delete(Dialogue dialogue, string by, CommandContext context)
    {
        var (first, second) = dialogue.Pair!;
        return Effects.Commit(new EventDraft(new DialogueDeleted(by), Expels: "*")) with
        {
            Letters =
            [
                Effects.Tell(first, new DialogueEnded(second, by, context.NextSeq)),
                Effects.Tell(second, new DialogueEnded(first, by, context.NextSeq)),
                Purging.Begin(context.Self, dialogue.Since, context.NextSeq),
            ],
        };
    }
}
