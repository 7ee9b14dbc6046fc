using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>What a dialogue shows of itself, to its two users. Who is online is for the session to fill in.</summary>
static class Visiting
{
    public static Effect Visit(Dialogue dialogue, Visit visit, string? other, CommandContext context) => dialogue.Pair switch
    {
        _ when other is null => Effects.TurnAway(DialogueErrors.NotYours),
        null => Effects.TurnAway(DialogueErrors.NotOpen(other)),
        var (first, second) => Effects.Show(
            new(dialogue.Feed!, StateOf(dialogue, visit.By, Names.Same(visit.By, first) ? second : first, context), dialogue.Since),
            visit, context),
    };

    public static Effect Extent(Dialogue dialogue, string by, string? other, CommandContext context) => dialogue.Pair switch
    {
        _ when other is null => Effects.Refuse(DialogueErrors.NotYours),
        null => Effects.Refuse(DialogueErrors.NotOpen(other)),
        _ => Effect.Answer(new Extent(dialogue.Feed!, dialogue.Since, context.LastSeq(), dialogue.Log.Ordinal, dialogue.ReceivedBy(by))),
    };

    static DialogueState StateOf(Dialogue dialogue, string by, string with, CommandContext context) => new(
        dialogue.Feed!, context.LastSeq(), with, dialogue.Log.Ordinal, Online: [], dialogue.LifetimeSeconds, dialogue.Log.Living.Gone,
        dialogue.Log.Changed, dialogue.ReceivedBy(with), dialogue.ReceivedBy(by))
    {
        Removed = dialogue.Log.RemovedUnread(),
    };
}
