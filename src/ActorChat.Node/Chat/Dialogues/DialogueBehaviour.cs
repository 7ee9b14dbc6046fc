using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>
/// The private chat of two users. It is open or not; deleted, it is as if it had never been, while its journal goes on
/// counting. All branching is here; the decisions are leaves.
/// </summary>
public sealed class DialogueBehaviour(DialogueOptions options) : IBehaviour<Dialogue>
{
    /// <inheritdoc/>
    public Dialogue Initial(EntityId self) => Dialogue.Closed;

    /// <inheritdoc/>
    public Dialogue Apply(Dialogue state, object committed, EventPlace place) => committed switch
    {
        DialogueOpened opened => new Dialogue(
            new Pair(opened.Users[0], opened.Users[1]), place.Seq, state.Log.Anew(), opened.LifetimeSeconds),
        DialogueDeleted => Dialogue.Closed with { Log = state.Log.Anew() },
        Posted posted => Delivery.Post(state, posted, place),
        Delivered delivered => Delivery.Receive(state, delivered, place),
        Expired expired => state with { Log = state.Log.Apply(expired, place) },
        Commented comment => state with { Log = state.Log.Apply(comment, place) },
        Edited or MessageDeleted or Reacted => state with { Log = state.Log.Note((Event)committed, place) },
        _ => state,
    };

    /// <inheritdoc/>
    public Effect Decide(Dialogue state, object command, CommandContext context) => command switch
    {
        WithdrawFile gone => state.Pair is null ? Effect.None : new Effect { Events = [new EventDraft(new FileGone(gone.Key))] },
        PurgeNext purge => Purging.Next(purge, context),
        ExpireDue expire => Expiring.Next(state.Log, state.Lifetime, expire, context),
        PostScheduled due => DuePost.Post(due, context, act => Decide(state, act, context)),
        Act { Request: OpenDialogue open } act when Names.Same(act.By, open.User) => Effects.Refuse(DialogueErrors.Yourself),
        Act act when Other(context.Self, act.By) is null => Effects.Refuse(DialogueErrors.NotYours),
        Act act => Decide(state, act, context),
        Visit visit => Visiting.Visit(state, visit, Other(context.Self, visit.By), context),
        GetExtent extent => Visiting.Extent(state, extent.By, Other(context.Self, extent.By), context),
        _ => throw Effects.NotFor(Ids.DialogueKind, command),
    };

    Effect Decide(Dialogue dialogue, Act act, CommandContext context) => act.Request switch
    {
        OpenDialogue open when dialogue.Pair is not null => Effects.Refuse(DialogueErrors.OpenAlready(open.User)),
        OpenDialogue open => Opening.Open(act.By, open.User, options, context),
        DeleteDialogue delete when dialogue.Pair is null => Effects.Refuse(DialogueErrors.NotOpen(delete.User)),
        DeleteDialogue { Confirm: false } delete when dialogue.Log.Ordinal > 0 =>
            Effects.Refuse(DialogueErrors.Confirm(delete.User, dialogue.Log.Ordinal)),
        DeleteDialogue => Opening.Delete(dialogue, act.By, context),
        MarkDelivered mark when dialogue.Pair is null => Effects.Refuse(DialogueErrors.NotOpen(mark.User)),
        MarkDelivered mark => Delivery.Mark(dialogue, act.By, mark, context),
        Comment or EditMessage or DeleteMessage or React => Amending.Decide(
            dialogue.Log, act, new Standing(
                dialogue.Feed ?? "", dialogue.Since, IsAdmin: false, NotOpen(dialogue, Other(context.Self, act.By)!)), context),
        PostPrivate post => Posting.Decide(
            dialogue.Log, new Draft(act.By, post.Text, post.Key, post.File, act.File, act.Once),
                act.Silence ?? NotOpen(dialogue, post.User), context),
        _ => throw Effects.NotFor(Ids.DialogueKind, act),
    };

    static Error? NotOpen(Dialogue dialogue, string other) => dialogue.Pair is null ? DialogueErrors.NotOpen(other) : null;

    /// <summary>The other of the two whose dialogue this is, folded; null for a third.</summary>
    static string? Other(EntityId self, string user)
    {
        if (FeedNames.Pair(self) is not var (first, second)) return null;
        var folded = Names.Fold(user);
        return folded == first ? second : folded == second ? first : null;
    }
}
