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
        var chat = Chat(new UserState(Me, 1, "alice", ["Global", "lab"], ["attic"], ["bob"], new Dictionary<string, ReadMark>()), Room(), Room("Global"));
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
        Chat(User("lab"), Room(), new RoomRemoved("LAB", "bob", 6) { Feed = Me, Seq = 11, At = FakeTime.Start }).Order.ShouldBe(["room/global"]);
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
        var fresh = Chat(User("lab"), new RoomState(Lab, 8, "lab", RoomAccess.Open, 4, ["alice"], ["alice", "carol"], 2, ["alice"])).Feeds["room/lab"];
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
