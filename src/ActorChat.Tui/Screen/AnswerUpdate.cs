using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>Answers to what the screen asked: long ones into a panel, short ones and errors above the input.</summary>
static class AnswerUpdate
{
    // Names that completion remembers; then it begins anew with the latest.
    const int MaxKnown = 5000;

    public static (AppModel, IReadOnlyList<Effect>) Take(AppModel model, AskNode asked, Reply reply) => asked.Purpose switch
    {
        Purpose.Quiet => (model, []),
        Purpose.Count => Counting.Answered(model, reply),
        Purpose.LoadHistory => (Loaded(model, (GetHistory)asked.Request, reply), []),
        Purpose.Ring => (model, Ringing.Answered(reply)),
        Purpose.LoadThread => (Threads.Loaded(model, (GetThread)asked.Request, reply), []),
        Purpose.FindNames => (Found(model, asked.Request, reply), []),
        _ => Show(model, asked.Request, reply),
    };

    static (AppModel, IReadOnlyList<Effect>) Show(AppModel model, Request request, Reply reply)
    {
        model = Learn(model, reply);
        var lines = ReplyText.Of(reply, model.Zone, model.Chat.TitleOf);
        return reply switch
        {
            Error => (model.Say(lines[0], error: true) with { Entering = null }, []),
            SessionList => (model with { Panel = new Panel("Your clients (* this one)", lines) }, []),
            RoomList => (model with { Panel = new Panel("Rooms", Some(lines, "No room has this in its name.")) }, []),
            MemberList list => (model with { Panel = new Panel($"Who is in {Texts.CleanLine(list.Room)}", lines) }, []),
            HistoryPage page => (model with { Panel =
                new Panel(request is GetPins ? $"Pinned in {FeedName.Title(page.Feed)}" : HistoryTitle(model.Chat, page),
                Some(lines, "Nothing yet."), Scroll: int.MaxValue) }, []),
            // The row above the input is whole: a link there can be marked and copied.
            LinkCreated made => (
                model.Say(lines[0]) with { Panel = new Panel($"An invite link to {Texts.CleanLine(made.Room)}", lines) }, []),
            LinkList list => (model with { Panel = new Panel($"Invite links to {Texts.CleanLine(list.Room)}", lines) }, []),
            RequestList => (model with { Panel = new Panel("Who asks to come in", lines) }, []),
            Asked { In: true } asked => Switching.Settle(model with { Entering = asked.Room }),
            FoundList => (model with { Panel = new Panel($"Messages with {Texts.CleanLine(((Search)request).Text)}", lines) }, []),
            UnreadList => (model with { Chat = Fold.Apply(model.Chat, reply), Panel = new Panel("Unread", lines) }, []),
            FileList => (model with { Panel = new Panel("Your files", lines) }, []),
            ScheduledList => (model with { Panel =
                new Panel("Messages that wait for their time (/cancel <number>)", Some(lines, "None: /send_at schedules one.")) }, []),
            SettingList => (model with { Panel = new Panel("Settings (/settings <name> on|off)", lines) }, []),
            ReportList => (
                model with { Panel = new Panel("Open reports (/dismiss <number_or_user>, /ban <user>)", Some(lines, "None.")) }, []),
            LoggedIn or Asked or Scheduled or Profile => (model with { Notice = new ShortNotice(lines[0], false, model.Now) }, []),
            Done when Said(request) is { } said => (model with { Notice = new ShortNotice(said, false, model.Now) }, []),
            _ => (model, []),
        };
    }

    static string HistoryTitle(ChatState chat, HistoryPage page) =>
        FeedName.IsUser(page.Feed) ? "Your actions" : FeedName.IsModeration(page.Feed) ? "Audit" : $"History of {chat.TitleOf(page.Feed)}";

    static IReadOnlyList<string> Some(IReadOnlyList<string> lines, string otherwise) => lines.Count > 0 ? lines : [otherwise];

    static string? Said(Request request) => request switch
    {
        AddUser add => $"{add.User} may enter {add.Room} now.",
        RemoveUser remove => $"{remove.User} is out of {remove.Room}.",
        MakeAdmin make => $"{make.User} is admin of {make.Room} now.",
        Mute mute => $"{mute.User} can't speak in {mute.Room}.",
        Unmute unmute => $"{unmute.User} may speak again in {unmute.Room}.",
        SetRoom set => $"{set.Room}: {set.Setting} is {set.Value} now.",
        DeleteRoom delete => $"{delete.Room} is deleted.",
        DeleteFile => "The file is deleted.",
        RevokeLink => "The link works no more.",
        Approve approve => $"{approve.User} is in {approve.Room} now.",
        Deny deny => $"{deny.User} is told that you say no.",
        LeaveRoom leave => $"You left {leave.Room}.",
        DeleteDialogue delete => $"The dialogue with {delete.User} is deleted.",
        IgnoreUser ignore => $"Messages of {ignore.User} are hidden now.",
        UnignoreUser unignore => $"Messages of {unignore.User} are shown again.",
        EndSession end => $"The client with the session {end.Session} is logged out.",
        ReportUser report => $"The operators know of {report.User} now.",
        DismissReports dismiss =>
            dismiss.User is { } user ? $"The reports about {user} are dismissed." : $"Report {dismiss.Report} is dismissed.",
        BanUser ban => $"{ban.User} is banned.",
        UnbanUser unban => $"{unban.User} may come in again.",
        GrantRole grant => $"{grant.User} is an operator now.",
        RevokeRole revoke => $"{revoke.User} is no operator any more.",
        CancelScheduled cancel => $"Message {cancel.Schedule} will not be sent.",
        _ => null,
    };

    static AppModel Loaded(AppModel model, GetHistory asked, Reply reply)
    {
        var key = asked.Feed is null || FeedName.IsUser(asked.Feed) ? AppModel.Home : FeedName.Key(asked.Feed);
        var pane = model.Panes.GetValueOrDefault(key) ?? Pane.Fresh;
        model = model with { Panes = model.Panes.SetItem(key, pane with { Loading = false }) };
        return reply switch
        {
            HistoryPage page => model with { Chat = Fold.Merge(model.Chat, page, asked.Before) },
            Error error => model with { Notice = new ShortNotice(
                Texts.CleanLine(Instants.In(error.Message, model.Zone)), true, model.Now) },
            _ => model,
        };
    }

    // Only what was looked for with Tab, and only while the cursor still stands behind it, is completed.
    static AppModel Found(AppModel model, Request asked, Reply reply)
    {
        model = Learn(model, reply);
        var text = asked switch { FindUsers users => users.Text, FindRooms rooms => rooms.Text ?? "", _ => null };
        return text is not null && model.Completion is null && Completer.Place(model.Editor).Word == text ? CompletionUpdate.Found(model)
            : model;
    }

    static AppModel Learn(AppModel model, Reply reply) => reply switch
    {
        RoomList list => model with { KnownRooms = Known(model.KnownRooms, list.Rooms.Select(room => room.Room)) },
        UserList list => model with { KnownUsers = Known(model.KnownUsers, list.Users) },
        MemberList list => model with { KnownUsers = Known(model.KnownUsers, list.Members.Select(member => member.User)) },
        _ => model,
    };

    static ImmutableSortedSet<string> Known(ImmutableSortedSet<string> names, IEnumerable<string> more) =>
        (names.Count > MaxKnown ? names.Clear() : names).Union(more.Select(Texts.CleanLine));
}
