using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>Reactions to a message: once, and again to take it back.</summary>
static class Reacting
{
    public static Effect Decide(Target target, string by, React request, CommandContext context)
    {
        var emoji = Texts.CleanLine(request.Emoji);
        if (emoji.Length is 0 or > ProtocolLimits.MaxReactionChars || emoji != request.Emoji || emoji.Any(char.IsWhiteSpace))
        {
            return Effects.Refuse(MessageErrors.BadReaction);
        }
        var off = target.Notes.HasReaction(emoji, by);
        if (!off && IsFull(target.Notes, emoji)) return Effects.Refuse(MessageErrors.TooManyReactions(target));
        var reacted = new Reacted(by, target.Seq, emoji, off);
        var notes = target.Notes.After(target.Seq, reacted, context.NextSeq, context.Now);
        return Effects.Commit(new EventDraft(reacted, target.Root.Seq)) with
        {
            Rewrites = [new EventRewrite(target.Seq, target.With(notes), target.About)],
        };
    }

    static bool IsFull(MessageNotes notes, string emoji)
    {
        var reactions = notes.Reactions ?? [];
        return reactions.Sum(one => one.Users.Count) >= ProtocolLimits.MaxReactors
            || (reactions.Count >= ProtocolLimits.MaxReactions && reactions.All(one => one.Emoji != emoji));
    }
}
