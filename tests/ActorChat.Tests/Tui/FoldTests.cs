using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tests.Tui;

public sealed class FoldTests
{
    const string Lab = "room/lab", Me = "user/alice";

    static ChatState Chat(params IEnumerable<object> frames) => frames.Aggregate(ChatState.LoggedOut, Fold.Apply);

    static UserState User(params string[] rooms) => new(Me, 10, "alice", ["Global", .. rooms], [], [], new Dictionary<string, ReadMark>());

    static RoomState Room(string name = "lab", long seq = 5, long ordinal = 3) =>
        new($"room/{name}", seq, name, RoomAccess.Open, ordinal, ["alice"], ["alice", "bob"], 2, ["alice"]);

    static Posted Said(long seq, long ordinal, string by = "bob", string feed = Lab) =>
        new(by, $"text {seq}", ordinal, $"d:{seq}") { Feed = feed, Seq = seq, At = FakeTime.Start };

    [Fact]
    public void Rooms_AfterLogin_StandGlobalFirst()
    {
        var chat = Chat(new UserState(Me, 1, "alice", ["Global", "lab"], ["attic"], ["bob"], new Dictionary<string, ReadMark>()), Room(),
            Room("Global"));
        chat.Order.ShouldBe(["room/global", "room/lab", "dialogue/alice~bob"]);
        chat.Invitations.Values.ShouldBe(["attic"]);
        chat.Feeds["room/lab"].Known.ShouldBeTrue();
    }

    [Fact]
    public void Unread_IsHeadMinusRead_AndNeverNegative()
    {
        var chat = Chat(User("lab"), Room());
        chat.Unread("room/lab").ShouldBe(3);
        chat = Fold.Apply(chat, Said(6, 4));
        chat.Unread("room/lab").ShouldBe(4);
        chat = Fold.Apply(chat, new ReadTo(Lab, 6, 4) { Feed = Me, Seq = 11, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(0);
        chat = Fold.Apply(chat, new ReadTo(Lab, 9, 900) { Feed = Me, Seq = 12, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(0);
    }

    [Fact]
    public void Unread_WhenMessagesAreDeletedOrByOneWhoIsIgnored_DoesNotCountThem()
    {
        var chat = Chat(User("lab") with { Ignored = ["Mallory"] }, Room() with { Removed = [1] },
            new ReadTo(Lab, 4, 2) { Feed = Me, Seq = 11, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(1);
        chat = new object[] { Said(6, 4), Said(7, 5, "mallory"), Said(8, 6, "mallory") }.Aggregate(chat, Fold.Apply);
        chat.Unread("room/lab").ShouldBe(2);
        chat = Fold.Apply(chat, new MessageDeleted("bob", 6, Ordinal: 4) { Feed = Lab, Seq = 9, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(1);
        chat = Fold.Apply(chat, new MessageDeleted("mallory", 7, Ordinal: 5) { Feed = Lab, Seq = 10, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(1);
        chat = Fold.Apply(chat, new UserUnignored("mallory") { Feed = Me, Seq = 12, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(2);
    }

    [Fact]
    public void Unread_WhenTheNodeHasCounted_LeavesOutWhatWasNeverLoaded()
    {
        // Ten messages, none of which is here: mallory wrote #3 to #6, #9 was deleted.
        var chat = Chat(User("lab") with { Ignored = ["mallory"] }, Room(ordinal: 10) with { Removed = [9] });
        chat.Unread("room/lab").ShouldBe(9);
        var counted = new UnreadList(10, [new UnreadFeed(Lab, 10, 5, [new SeqRange(3, 6), new SeqRange(9, 9)], Over: [7])]);
        chat = Fold.Apply(Fold.Apply(chat, new Mentioned(Lab, 7, "bob") { Feed = Me, Seq = 11, At = FakeTime.Start }), counted);
        (chat.Unread("room/lab"), chat.Called("room/lab")).ShouldBe((5, 0));
        // What comes after is counted here, and a count of before does not take it back.
        chat = Fold.Apply(Fold.Apply(chat, Said(12, 11, "mallory")), counted);
        chat.Unread("room/lab").ShouldBe(5);
        chat = Fold.Apply(chat, new ReadTo(Lab, 5, 5) { Feed = Me, Seq = 12, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(3);
        // The room's state comes again: nothing of it is lost.
        chat = Fold.Apply(chat, Room(seq: 12, ordinal: 11) with { Removed = [9] });
        chat.Unread("room/lab").ShouldBe(3);
        // Ignored no more: a count of before that is void, the next one is not.
        chat = Fold.Apply(chat, new UserUnignored("mallory") { Feed = Me, Seq = 13, At = FakeTime.Start });
        Fold.Apply(chat, counted).ShouldBe(chat);
        Fold.Apply(chat, new UnreadList(13, [new UnreadFeed(Lab, 11, 5, [new SeqRange(9, 9)])])).Unread("room/lab").ShouldBe(5);
    }

    [Fact]
    public void Calls_WhenTheMessageIsGone_OrNamesTheUserNoMore_AreOver()
    {
        var chat = Chat(User("lab"), Room(), Said(6, 4), Said(7, 5), Said(8, 6));
        foreach (var (seq, message) in new[] { (11, 6), (12, 7), (13, 8) })
        {
            chat = Fold.Apply(chat, new Mentioned(Lab, message, "bob") { Feed = Me, Seq = seq, At = FakeTime.Start });
        }
        chat.Called("room/lab").ShouldBe(3);
        chat = Fold.Apply(chat, new CallWithdrawn(Lab, 6) { Feed = Me, Seq = 14, At = FakeTime.Start });
        chat = Fold.Apply(chat, new MessageDeleted("bob", 7, Ordinal: 5) { Feed = Lab, Seq = 9, At = FakeTime.Start });
        chat.Called("room/lab").ShouldBe(1);
        chat = Fold.Apply(chat, new Expired([new SeqRange(8, 8)], 6) { Feed = Lab, Seq = 10, At = FakeTime.Start });
        chat.Called("room/lab").ShouldBe(0);
    }

    [Fact]
    public void Hides_WhatAnIgnoredUserSaysAndDoes_InEveryAnswer()
    {
        var chat = Chat(User("lab") with { Ignored = ["Mallory"] }, Room());
        Event[] hers = [Said(6, 4, "mallory"), new Commented("MALLORY", "x", 3, 1, "k:1"), new Edited("mallory", 3, "x"),
            new Reacted("mallory", 3, "👍"), new Mentioned(Lab, 6, "mallory"), new CommentReceived(Lab, 3, 6, "mallory")];
        hers.ShouldAllBe(happened => chat.Hides(happened));
        chat.Hides(Said(7, 5)).ShouldBeFalse();
        ((HistoryPage)chat.Without(new HistoryPage(Lab, [.. hers, Said(7, 5)], false, 9))).Events.ShouldHaveSingleItem();
        ((ThreadPage)chat.Without(new ThreadPage(Lab, Said(3, 1), [.. hers, Said(7, 5)], false, 9))).Events.ShouldHaveSingleItem();
        ((FoundList)chat.Without(new FoundList([new FoundMessage(Lab, 6, default, "Mallory", "x"),
            new FoundMessage(Lab, 7, default, "bob", "x")]))).Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public void Feed_WhenItEndsBeforeWhatIsHere_BeginsAnew()
    {
        // A backup with five events was restored while #6 to #8 stood here.
        var chat = Chat(
            User("lab"), Room(), Said(6, 4), Said(7, 5), Said(8, 6), new ReadTo(Lab, 8, 6) { Feed = Me, Seq = 11, At = FakeTime.Start });
        foreach (var told in (bool[])[true, false])
        {
            var back = told ? Fold.Apply(chat, new SetBack(Lab, 5, 8)) : chat;
            back = Fold.Apply(
                Fold.Apply(back, User("lab") with { Seq = 9, Reads = new Dictionary<string, ReadMark> { [Lab] = new(5, 3) } }), Room());
            back = Fold.Apply(Fold.Apply(back, Said(6, 4, "eve")), Said(7, 5, "eve"));
            back.Feeds["room/lab"].Timeline.Lines.Select(line => line.Seq).ShouldBe([6L, 7L]);
            back.Feeds["room/lab"].Timeline.Lines.OfType<MessageLine>().ShouldAllBe(line => line.By == "eve");
            back.Unread("room/lab").ShouldBe(2);
        }
    }

    [Fact]
    public void Suspension_IsKnownWhileItLasts()
    {
        var until = FakeTime.Start.AddHours(4);
        var chat = Chat(User(), new Suspended(until, "why") { Feed = Me, Seq = 11, At = FakeTime.Start });
        (chat.IsSuspended(FakeTime.Start), chat.IsSuspended(until)).ShouldBe((true, false));
        Fold.Apply(chat, new ReportsDismissed("root", SuspensionEnds: true) { Feed = Me, Seq = 12, At = FakeTime.Start })
            .IsSuspended(FakeTime.Start).ShouldBeFalse();
        Chat(User() with { Suspended = new Suspension(until, "why") }).IsSuspended(FakeTime.Start).ShouldBeTrue();
    }

    [Fact]
    public void Unread_AfterAReadMarkOfAnotherSpelling_IsCleared()
    {
        var chat = Chat(User("Lab"), Room("Lab"), new ReadTo("room/LAB", 5, 3) { Feed = Me, Seq = 11, At = FakeTime.Start });
        chat.Unread("room/lab").ShouldBe(0);
    }

    [Fact]
    public void OwnMessage_RightAfterWhatWasRead_IsRead()
    {
        var chat = Chat(User("lab"), Room(), new ReadTo(Lab, 5, 3) { Feed = Me, Seq = 11, At = FakeTime.Start });
        Fold.Apply(chat, Said(6, 4, "ALICE")).Unread("room/lab").ShouldBe(0);
        Fold.Apply(Fold.Apply(chat, Said(6, 4)), Said(7, 5, "alice")).Unread("room/lab").ShouldBe(2);
    }

    [Fact]
    public void Event_ThatComesTwice_ChangesNothing()
    {
        var once = Chat(User("lab"), Room(), Said(6, 4));
        Fold.Apply(once, Said(6, 4)).ShouldBe(once);
    }

    [Fact]
    public void Members_FollowTheirEvents()
    {
        var chat = Chat(User("lab"), Room(), At(new Joined("carol"), 6), At(new AdminNamed("carol"), 7), At(new Left("bob"), 8));
        var lab = chat.Feeds["room/lab"];
        lab.Members.Values.ShouldBe(["alice", "carol"]);
        lab.Admins.Values.ShouldBe(["alice", "carol"]);
        lab.MemberCount.ShouldBe(2);
        Fold.Apply(chat, new Presence(Lab, ["carol"], ["alice"])).Feeds["room/lab"].Online.Values.ShouldBe(["carol"]);
    }

    [Fact]
    public void Room_WhenUnfollowedOrDeletedOrLeft_IsGone()
    {
        Chat(User("lab"), Room(), new Unfollowed(Lab)).Order.ShouldBe(["room/global"]);
        Chat(User("lab"), Room(), At(new Deleted("bob"), 6)).Order.ShouldBe(["room/global"]);
        Chat(User("lab"), Room(), new RoomRemoved("LAB", "bob", 6) { Feed = Me, Seq = 11, At = FakeTime.Start })
            .Order.ShouldBe(["room/global"]);
    }

    [Fact]
    public void Room_WhenInvitedThenJoined_IsEnteredWithNothingUnread()
    {
        var chat = Chat(User(), new RoomInvited("lab", "bob", 4) { Feed = Me, Seq = 11, At = FakeTime.Start });
        chat.Invitations.Values.ShouldBe(["lab"]);
        chat = Fold.Apply(chat, new RoomJoined("lab", 5, 3) { Feed = Me, Seq = 12, At = FakeTime.Start });
        chat = Fold.Apply(chat, Room());
        chat.Invitations.ShouldBeEmpty();
        chat.Unread("room/lab").ShouldBe(0);
    }

    [Fact]
    public void State_ThatIsAheadWithNewMessages_LeavesAGap()
    {
        var chat = Chat(User("lab"), Room(), Said(6, 4), new Gap(Lab, 6, 50), Room(seq: 50, ordinal: 40), Said(51, 41));
        chat.Feeds["room/lab"].Timeline.Gaps.ShouldBe([new GapRange(6, 50)]);
    }

    [Fact]
    public void State_WithoutNewMessages_LeavesNone() =>
        Chat(User("lab"), Room(), Room(seq: 8)).Feeds["room/lab"].Timeline.Gaps.ShouldBeEmpty();

    [Fact]
    public void OldStateAndEvents_EqualAFreshLoad()
    {
        var followed = Chat(User("lab"), Room(), At(new Joined("carol"), 6), Said(7, 4), At(new Left("bob"), 8)).Feeds["room/lab"];
        var fresh = Chat(User("lab"), new RoomState(Lab, 8, "lab", RoomAccess.Open, 4, ["alice"], ["alice", "carol"], 2, ["alice"]))
            .Feeds["room/lab"];
        (followed.Ordinal, followed.Seq, followed.MemberCount).ShouldBe((fresh.Ordinal, fresh.Seq, fresh.MemberCount));
        followed.Members.ShouldBe(fresh.Members);
    }

    [Fact]
    public void UnknownFrames_ChangeNothingButTheCursor()
    {
        var chat = Chat(User("lab"), Room());
        Fold.Apply(chat, new Notice()).ShouldBe(chat);
        Fold.Apply(chat, At(new Event(), 6)).Feeds["room/lab"].Seq.ShouldBe(6);
    }

    [Fact]
    public void Texts_OfOthers_AreSafeToDraw()
    {
        var chat = Chat(User("lab"), Room(), new Posted("b\eob", "x\e[2Jy\u202ez", 4, "d:1") { Feed = Lab, Seq = 6, At = FakeTime.Start });
        chat.Feeds["room/lab"].Timeline.Lines.ShouldHaveSingleItem().ShouldBeOfType<MessageLine>().Text.ShouldBe("x[2Jyz");
    }

    static Event At(Event happened, long seq) => happened with { Feed = Lab, Seq = seq, At = FakeTime.Start };
}
