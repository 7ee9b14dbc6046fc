using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>How far the two have received each other's messages: from then on these have their time.</summary>
static class Delivery
{
    /// <summary>Only forward, and never further than there is.</summary>
    public static Effect Mark(Dialogue dialogue, string by, MarkDelivered request, CommandContext context)
    {
        if (request.UpTo < 0 || request.Ordinal < 0) return Effects.Refuse(DialogueErrors.BadMark);
        var upTo = Math.Min(request.UpTo, context.LastSeq());
        if (upTo <= dialogue.ReceivedBy(by)) return Effects.Done;
        var delivered = new Delivered(by, upTo, Math.Min(request.Ordinal, dialogue.Log.Ordinal));
        var after = Receive(dialogue, delivered, new EventPlace(context.NextSeq, context.Now));
        return Effects.Commit(new EventDraft(delivered)) with
        {
            Letters = Expiring.Wake(dialogue.Log.Living, after.Log.Living, dialogue.Lifetime, context),
        };
    }

    public static Dialogue Receive(Dialogue dialogue, Delivered delivered, EventPlace place)
    {
        var side = dialogue.SideOf(delivered.By);
        var received = dialogue.Received ?? new Receipts(0, 0);
        return dialogue with
        {
            Received = side == Sides.First ? received with { First = delivered.UpTo } : received with { Second = delivered.UpTo },
            Log = dialogue.Lifetime is null
                ? dialogue.Log
                : dialogue.Log with { Lives = dialogue.Log.Living.Deliver(side, delivered.UpTo, delivered.Ordinal, place.At) },
        };
    }

    /// <summary>A message waits for the other one.</summary>
    public static Dialogue Post(Dialogue dialogue, Posted posted, EventPlace place)
    {
        var log = dialogue.Log.Apply(posted, place.Seq);
        var other = dialogue.SideOf(posted.By) == Sides.First ? Sides.Second : Sides.First;
        return dialogue with { Log = dialogue.Lifetime is null ? log : log.Live(posted, place, other) };
    }
}
