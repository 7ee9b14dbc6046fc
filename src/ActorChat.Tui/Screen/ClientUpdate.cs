using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>What the connection tells.</summary>
static class ClientUpdate
{
    public static (AppModel, IReadOnlyList<Effect>) Take(AppModel model, ClientEvent happened) => happened switch
    {
        FrameIn { Frame: LoggedIn loggedIn } => (model with { Session = loggedIn.Session }, []),
        FrameIn { Frame: Reply } => (model, []),
        FrameIn { Frame: Typing or DraftShared or ViewShared } signal => (Overheard.Take(model, (Notice)signal.Frame), []),
        FrameIn frame => Frame(model, frame.Frame),
        LinkChanged changed => (Linked(model, changed.Status), []),
        LagMeasured measured => (ToldLag.IsNews(model.Lag, measured.Lag) ? model with { Lag = measured.Lag } : model, []),
        OutboxChanged changed => (Outbox(model, changed), []),
        UserChanged { Name: null } => (LoggedOut(model).Say("You are logged out."), []),
        UserChanged => (LoggedOut(model) with { Entering = Names.Global }, []),
        StrangerMet met => (Trusting.Meet(model, met.Stranger), []),
        SessionLost lost => (LoggedOut(model).Say($"You are logged out: {Texts.CleanLine(lost.Reason)}", error: true), []),
        _ => (model, []),
    };

    static (AppModel, IReadOnlyList<Effect>) Frame(AppModel model, object frame)
    {
        var before = model.Chat;
        model = model with { Chat = Fold.Apply(model.Chat, frame) };
        switch (frame)
        {
            case Hello hello: model = model with { Limits = hello.Limits }; break;
            case Synced: model = model with { Told = model.Told with { Idle = false } }; break;
            case SetBack back when !FeedName.IsUser(back.Feed): model = model.Say(Restored(model, back.Feed), error: true); break;
            case SessionOpened: model = Sharing.Anew(model); break;
            case SessionClosed closed: model = Overheard.Closed(model, closed.Session); break;
            // Those whom the node's settings name are no others: only operators follow this.
            case ModerationState: model = model with { Chat = model.Chat with { Operator = true } }; break;
            case Trouble trouble: model = Troubled(model, trouble.Message); break;
            case Event { Feed: { } feed } own when FeedName.IsUser(feed): model = Ringing.Hear(Announce(model, before, own), own); break;
            case Audited line when Line.Of(line) is EventLine told: model = model.Say(told.Sentence(model.Zone)); break;
            case Commented comment: model = Arrived(model, comment.Key); break;
            case Posted posted: model =
                Reading.Own(Arrived(model,
                posted.Key) with { Peers = Overheard.Arrived(model.Peers, FeedName.Key(posted.Feed ?? ""), posted.By) }, posted); break;
        }
        var (settled, effects) = Switching.Settle(model);
        // The states of a login come one by one; the one in view is loaded when it is there, and again after a gap.
        if (frame is RoomState or DialogueState or UserState or Synced)
        {
            (settled, var loading) = Loading.Begin(settled);
            effects = [.. effects, .. loading];
        }
        if (frame is Synced) effects = [.. effects, new AskNode(new FindRooms(), Purpose.FindNames)];
        if (UnreadFold.IsDue(before, model.Chat, frame))
        {
            (settled, var counting) = Counting.Ask(settled);
            effects = [.. effects, .. counting];
        }
        // Whoever came by an invite link asks by it once, as soon as they are somebody.
        if (frame is Synced && settled.Invitation is { } link)
        {
            effects = [.. effects, new AskNode(new JoinLink(link))];
            settled = settled with { Invitation = null };
        }
        return (settled, effects);
    }

    // What others do to the user is told wherever they look.
    static AppModel Announce(AppModel model, ChatState before, Event own)
    {
        var byMe = own switch
        {
            RoomInvited invited => IsMe(model, invited.By),
            RoomRemoved removed => IsMe(model, removed.By),
            RoomDeleted deleted => deleted.By is null || IsMe(model, deleted.By),
            DialogueBegun begun => IsMe(model, begun.By),
            DialogueEnded ended => IsMe(model, ended.By),
            CommentReceived or Mentioned or RoomMuted or RoomUnmuted => false,
            RequestSettled settled => IsMe(model, settled.By),
            FileRemoved removed => !removed.Expired,
            RoomAdmin or RoomApproved or RoomDenied or RequestMade
                or ScheduleFailed or Reported or Suspended or ReportsDismissed or Unbanned or RoleGranted or RoleRevoked => false,
            _ => true,
        };
        var isNew = before.Own is null || own.Seq > before.Own.Seq;
        return byMe || !isNew || Line.Of(own) is not EventLine line
            ? model
            : model with { Notice = new ShortNotice(line.Sentence(model.Zone), own is ScheduleFailed or Suspended, model.Now) };
    }

    static string Restored(AppModel model, string feed)
    {
        var where = model.Chat.Me is { } me && FeedName.Partner(feed, me) is { } with ? $"@{Texts.CleanLine(with)}" : FeedName.Title(feed);
        return $"{where} was restored from a backup: what came here of late may be gone, what there is is loaded anew.";
    }

    static AppModel Troubled(AppModel model, string? message) => message is null
        ? (model with { Trouble = null }).Say($"{model.Link.Node} serves again.")
        : (model with { Trouble = Texts.CleanLine(message) })
            .Say($"{model.Link.Node} is in trouble: {Texts.CleanLine(message)}.", error: true);

    static bool IsMe(AppModel model, string name) => model.Chat.Me is { } me && Names.Same(me, name);

    static AppModel Linked(AppModel model, LinkStatus status)
    {
        var next = model with { Link = status, Lag = status.State == LinkState.Open ? model.Lag : null };
        if (status.State is LinkState.Connecting or LinkState.Waiting)
        {
            next = next with { Trouble = null };
            // What was asked is answered anew, or asked again.
            next = next with { Panes = next.Panes.ToImmutableDictionary(
                pane => pane.Key, pane => pane.Value with { Loading = false }, StringComparer.Ordinal) };
        }
        // Whoever has just been logged out is to read why; where the client connects stands in the status line all the same.
        return model.Chat.Me is not null && status.Why is { } why && model.Link.State is LinkState.Open or LinkState.Resuming
            ? next.Say($"The connection to {model.Link.Node ?? model.Link.Address} ended ({why}); trying {status.Address}.")
            : next;
    }

    static AppModel Outbox(AppModel model, OutboxChanged changed)
    {
        var why = changed.Refusal is { } refusal ? Texts.CleanLine(Instants.In(refusal.Message, model.Zone)) : null;
        var line = new OutgoingLine(changed.Item, changed.State, why);
        var at = model.Outgoing.FindIndex(other => other.Item.Key == changed.Item.Key);
        var standsThere = changed.State == OutboxState.Posted
            && (changed.Item.Under is not null || KeyOf(model, changed.Item) is not { } key
                || Stands(model.Chat.Feeds[key], changed.Item.Key));
        var outgoing = standsThere ? model.Outgoing.RemoveAll(other => other.Item.Key == changed.Item.Key)
            : at < 0 ? model.Outgoing.Add(line) : model.Outgoing.SetItem(at, line);
        model = model with { Outgoing = outgoing };
        return changed.State == OutboxState.Refused ? model.Say($"Not sent to {changed.Item.Target}: {why}", error: true) : model;
    }

    /// <summary>The room or dialogue that an outgoing message is for; null when the user is not in it.</summary>
    public static string? KeyOf(AppModel model, OutboxItem item)
    {
        var key = item.Private ? FeedName.DialogueKey(model.Chat.Me ?? "", item.Target) : FeedName.Key(FeedName.Room(item.Target));
        return model.Chat.Feeds.ContainsKey(key) ? key : null;
    }

    static AppModel Arrived(AppModel model, string key) =>
        model with { Outgoing = model.Outgoing.RemoveAll(line => line.Item.Key == key) };

    // It came a moment ago, if it came.
    static bool Stands(FeedState feed, string key) =>
        feed.Timeline.Lines.Reverse().Take(200).Any(line => line is MessageLine message && message.Key == key);

    static AppModel LoggedOut(AppModel model) => model with
    {
        Chat = ChatState.LoggedOut,
        View = AppModel.Home,
        Entering = null,
        Panel = null,
        Panes = model.Panes.Clear(),
        ReadsToTell = model.ReadsToTell.Clear(),
        Drafts = model.Drafts.Clear(),
        Peers = new Peers(),
        Told = new Told { KeyAt = model.Told.KeyAt },
    };
}
