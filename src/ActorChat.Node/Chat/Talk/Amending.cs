using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>How somebody stands who wants to do something to a message.</summary>
/// <param name="Feed">The room's or dialogue's feed.</param>
/// <param name="Since">Older messages belong to a deleted namesake.</param>
/// <param name="IsAdmin">Whether they may delete what others wrote.</param>
/// <param name="Refusal">Why they may not do anything; null when they may.</param>
readonly record struct Standing(string Feed, long Since, bool IsAdmin, Error? Refusal);

/// <summary>
/// What people do to messages, the same in rooms and dialogues. Each is an event for those who follow, and a rewrite of the message for
/// those who load it later: the old text is nowhere any more.
/// </summary>
static class Amending
{
    public static Effect Decide(MessageLog log, Act act, Standing standing, CommandContext context)
    {
        if (act.Request is Comment again && Known(log, act.By, again) is { } known) return known;
        // Only who has missed something is handed what is newer than all it knows.
        if (act.Message is { } ahead && Math.Max(ahead.Seq, ahead.AsOf) > context.LastSeq())
        {
            return Effect.Answer(new Stale()) with { MakesSure = true };
        }
        if (standing.Refusal is { } refusal) return Effects.Refuse(refusal);
        if (act.Message is { } handed && Target.IsStale(log, handed)) return Effect.Answer(new Stale());
        return Target.Of(log, act.Message, standing.Since) switch
        {
            null => Effects.Refuse(MessageErrors.Unknown(NumberIn(act.Request), standing.Feed)),
            { Notes.IsDeleted: true } gone => Effects.Refuse(MessageErrors.Deleted(gone)),
            var target => act.Request switch
            {
                Comment comment => Commenting.Decide(target, act.By, comment, standing.Feed, context),
                EditMessage edit => Edit(target, act.By, edit, context),
                DeleteMessage => Delete(target, act.By, standing.IsAdmin, context),
                React react => Reacting.Decide(target, act.By, react, context),
                _ => throw Effects.NotFor("message", act),
            },
        };
    }

    // A repetition is answered before anything else is looked at, as that of a message is.
    static Effect? Known(MessageLog log, string by, Comment comment)
    {
        if (!PostKey.TryParse(comment.Key, out var key)) return Effects.Refuse(PostKey.Bad);
        var verdict = log.Sent.Judge(by, key, ContentPrint.OfComment(Texts.Clean(comment.Text), comment.Message));
        return verdict.Standing switch
        {
            KeyStanding.Repeated => Effects.Reply(new PostedReply(verdict.Seq)),
            KeyStanding.Reused => Effects.Refuse(Posting.Reused(verdict.Seq)),
            KeyStanding.TooOld => Effects.Refuse(Posting.TooOld),
            _ => null,
        };
    }

    static Effect Edit(Target target, string by, EditMessage request, CommandContext context)
    {
        if (!Names.Same(target.By, by)) return Effects.Refuse(MessageErrors.NotYours(target));
        var text = Texts.Clean(request.Text);
        if (Posting.Fault(text) is { } fault) return Effects.Refuse(fault);
        var edited = new Edited(by, target.Seq, text);
        var notes = target.Notes.After(target.Seq, edited, context.NextSeq, context.Now);
        return Effects.Commit(new EventDraft(edited, target.Root.Seq)) with
        {
            Rewrites = [new EventRewrite(target.Seq, target.With(text, notes), target.About), .. WithoutLastEdit(target)],
        };
    }

    static Effect Delete(Target target, string by, bool isAdmin, CommandContext context)
    {
        if (!isAdmin && !Names.Same(target.By, by)) return Effects.Refuse(MessageErrors.NotYoursToDelete(target));
        var mark = new EventRewrite(target.Seq, target.Mark(by), target.About);
        if (target.Under is not { } under)
        {
            return Effects.Commit(
                new EventDraft(new MessageDeleted(by, target.Seq, Ordinal: ((Posted)target.Message).Ordinal), target.Seq)) with
            {
                Rewrites = [mark],
                // Not the message itself, which stays as a mark: only what is about it.
                Purges = [new PurgeRange(target.Seq, target.Seq + 1) { Types = [MessageTypes.Deleted], AboutBefore = context.NextSeq }],
            };
        }
        var deleted = new MessageDeleted(by, target.Seq, under.Seq, Math.Max(0, under.Notes.Comments - 1));
        var left = under.Notes.After(under.Seq, deleted, context.NextSeq, context.Now);
        return Effects.Commit(new EventDraft(deleted, under.Seq)) with
        {
            Rewrites = [mark, new EventRewrite(under.Seq, under.With(left)), .. WithoutLastEdit(target)],
        };
    }

    // The event of the edit before holds a text that nobody is to read any more.
    static IEnumerable<EventRewrite> WithoutLastEdit(Target target) =>
        target.Notes.Edit == 0 ? [] : [new EventRewrite(target.Notes.Edit, new Edited(target.By, target.Seq, ""), target.Root.Seq)];

    static long NumberIn(Request request) => request switch
    {
        Comment comment => comment.Message,
        EditMessage edit => edit.Message,
        DeleteMessage delete => delete.Message,
        React react => react.Message,
        _ => 0,
    };
}
