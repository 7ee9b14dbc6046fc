using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>Something is said under a message; its author hears of it.</summary>
static class Commenting
{
    public static Effect Decide(Target target, string by, Comment request, string feed, CommandContext context)
    {
        var text = Texts.Clean(request.Text);
        if (Posting.Fault(text) is { } fault) return Effects.Refuse(fault);
        var root = target.Root;
        if (root.Notes.IsDeleted) return Effects.Refuse(MessageErrors.Deleted(root));
        var comment = new Commented(by, text, root.Seq, root.Notes.Comments + 1, request.Key);
        var notes = root.Notes.After(root.Seq, comment, context.NextSeq, context.Now);
        return Effects.Commit(new PostedReply(context.NextSeq), new EventDraft(comment, root.Seq)) with
        {
            Rewrites = [new EventRewrite(root.Seq, root.With(notes))],
            Letters = Names.Same(target.By, by) ? [] : [Effects.Tell(target.By, new CommentReceived(feed, root.Seq, context.NextSeq, by))],
        };
    }
}
