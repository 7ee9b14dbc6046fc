using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Tests.Chat.Codecs;

public class ChatEventsTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    /// <summary>Every event, with and without what may be missing.</summary>
    public static IReadOnlyList<Event> All { get; } =
    [
        new Created("Lab", RoomAccess.Restricted, "alice"), new Created("Global", RoomAccess.Open, null), new Deleted("alice"),
            new Deleted(null),
        new Joined("bob"), new Left("bob"), new AdminNamed("bob"), new Added("bob", "alice"), new Removed("bob", "alice"),
        new Posted("alice", "hi\n<Jörg> 👋", 1, "k:1"), new Posted("alice", "", 2, "k:2", new FileLink("alice:x", "a.txt", 3)),
        new Posted("alice", "hi", 3, "k:3", Notes: new MessageNotes(5, At, null, [new Reaction("👍", ["bob"])], 2)),
            new Posted("alice", "", 3, "k:3", Notes: new MessageNotes(DeletedBy: "bob")),
        new Commented("bob", "so", 3, 1, "k:4"), new Commented("bob", "so", 3, 1, "k:4", new MessageNotes(7, At)),
            new Edited("bob", 3, "so"),
        new MessageDeleted("bob", 3), new MessageDeleted("bob", 4, 3, 1), new Reacted("bob", 3, "👍"), new Reacted("bob", 3, "👍", Off: true),
        new TopicSet("alice", "so"), new Pinned("alice", 3), new Unpinned("alice", 3), new Muted("bob", "alice", At),
            new Muted("bob", "alice"), new Unmuted("bob", "alice"),
        new RoomMuted("Lab", "alice", At), new RoomMuted("Lab", "alice"), new RoomUnmuted("Lab", "alice"),
            new Mentioned("room/Lab", 3, "bob"), new Rung(7), new AdminNamed("bob", "alice"),
        new CommentReceived("room/Lab", 3, 4, "bob"),
        new Expired([new SeqRange(1, 2), new SeqRange(5, 5)], 3), new Delivered("bob", 4, 2),
            new DialogueOpened(["alice", "bob"], "bob", 3600),
        new SettingChanged(new RoomSettings(3600, 20, 60), "send-limit", "alice"), new SettingChanged(RoomSettings.None),
        new DialogueOpened(["alice", "bob"], "bob"), new DialogueDeleted("bob"),
        new Registered("alice", "hash", 7, 3), new Registered("alice", null, 7, 3), new SessionOpened("s1", "tui", "ab"),
            new SessionOpened("s1", "tui", null),
        new SessionClosed("s1"), new RoomCreated("Lab", 1), new RoomDeleted("Lab", "alice", 2), new RoomDeleted("Lab", null, 2),
        new RoomJoined("Lab", 3, 4), new RoomLeft("Lab", 5), new RoomInvited("Lab", "alice", 6), new RoomRemoved("Lab", "alice", 7),
            new RoomAdmin("Lab", 8),
        new DialogueBegun("bob", "alice", 9), new DialogueEnded("bob", "alice", 10), new ReadTo("room/Lab", 11, 12),
            new Published("alice:x", "a.txt", 3),
        new Published("alice:x", "a.txt", 3, At), new FileRemoved("alice:x", "a.txt"), new FileRemoved("alice:x", "a.txt", Expired: true),
        new NameHeld("bob"), new NameHeld(), new FileShown("x", "room/lab"), new FileGone("alice:x"),
            new UploadBegun("x", "a.txt", 3, "aa"), new PasswordChanged("s", "hash"),
            new OneTimePasswordMade("root", DateTimeOffset.UnixEpoch, "hash"), new SessionOpened("s", "tui", "aa", true),
            new CallWithdrawn("room/a", 1), new Hidden(), new LinkMade("a", "aa", "alice", 5, At), new LinkEnded("a", "alice"),
            new LinkEnded("a"), new JoinAsked("bob", "a"), new JoinDenied("bob", "alice", At),
        new RoomAsked("Lab", 7), new RoomApproved("Lab", "alice", 8), new RoomDenied("Lab", 9), new RequestMade("Lab", "bob", 7),
            new RequestSettled("Lab", "bob", "alice", true, 8),
        new MessageScheduled(At, "hi", Room: "Lab"), new MessageScheduled(At, "hi", User: "bob"), new ScheduleCancelled(7),
            new ScheduleFired(7),
        new ScheduleFailed(7, At, "hi", "code", "why", Room: "Lab"), new Posted("alice", "hi", 3, "schedule-7") { Late = At },
        new PreferenceChanged(Setting.LastSeen, false), new Reported(1), new Reported(2, "spam", "bob"), new Suspended(At, "why"),
            new ReportsDismissed("root"),
        new ReportsDismissed("root", true, "bob"), new Banned("root"), new Banned("root", At, "spam"), new Unbanned("root"),
        new RoleGranted(Role.Operator, "root"), new RoleRevoked(Role.Operator, "root"),
            new Audited("report", "bob", "alice", "lab", At, "spam", "carol"), new Audited("suspend"),
        new WentAway(), new WentAway("lunch"), new CameBack(), new Seen(), new UserIgnored("bob"), new UserUnignored("bob"),
        new UploadBegun("x", "a.txt", 3, new string('0', 64)), new UploadDropped("x"),
    ];

    [Fact]
    public void Write_WhateverTheEvent_IsWhatTheContractsOwnFormatGives()
    {
        IEnumerable<Event> strange = (
            (string[])["", "\"\\/\b\f\n\r\t", "\u0001\u007f\u2028", "<&>'+", "é👋", "\ud800", new string('x', 5000)])
            .Select((text, i) => new Posted($"al{text}ice", text, i + 1, text));
        foreach (var one in All.Concat(strange))
        {
            Encoding.UTF8.GetString(ChatEvents.Write(one))
                .ShouldBe(System.Text.Json.JsonSerializer.Serialize(one, ActorChat.Messages.Wire.Lenient.Event));
        }
    }

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, All.Count)];

    [Fact]
    public void All_CoversEveryTypeOfEvent() =>
        All.Select(ChatEvents.TypeOf).Distinct().Count().ShouldBe(Wire.Lenient.Event.PolymorphismOptions!.DerivedTypes.Count);

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Write_WhenReadBack_IsTheSame(int index) =>
        Codec.Text(ChatEvents.Read(ChatEvents.Write(All[index]))).ShouldBe(Codec.Text(All[index]));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Write_WhenPlaced_LeavesThePlaceOut(int index) =>
        ChatEvents.Write(All[index] with { Feed = "room/Lab", Seq = 7, At = At }).ShouldBe(ChatEvents.Write(All[index]));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Redact_WhenOnTheWire_CanBeReadByAClient(int index)
    {
        var shown = ChatEvents.Redact(All[index]) with { Feed = "user/alice", Seq = 7, At = At };
        var line = Encoding.UTF8.GetBytes(Codec.Text(shown));
        Codec.Text(Wire.Read(line).ShouldBeAssignableTo<Event>()!).ShouldBe(Codec.Text(shown));
    }

    [Fact]
    public void Write_BeginsWithTheType() =>
        Encoding.UTF8.GetString(ChatEvents.Write(new Posted("alice", "hi", 1, "k:1"))).ShouldBe("""{"type":"posted","by":"alice","text":"hi","ordinal":1,"key":"k:1"}""");

    [Fact]
    public void TypeOf_IsTheWireName()
    {
        ChatEvents.TypeOf(new AdminNamed("bob")).ShouldBe("admin-named");
        ChatEvents.TypeOf<Posted>().ShouldBe("posted");
    }

    [Fact]
    public void Redact_WhenSecret_HidesItAndNothingElse()
    {
        ChatEvents.Redact(new Registered("alice", "hash", 7, 3)).ShouldBe(new Registered("alice", null, 7, 3));
        ChatEvents.Redact(new SessionOpened("s1", "tui", "ab")).ShouldBe(new SessionOpened("s1", "tui", null));
        var posted = new Posted("alice", "hi", 1, "k:1");
        ChatEvents.Redact(posted).ShouldBeSameAs(posted);
    }

    [Theory]
    [InlineData("link-made")]
    [InlineData("link-ended")]
    [InlineData("join-asked")]
    [InlineData("join-denied")]
    public void Redact_WhenForAdminsAlone_LeavesNothingButThePlace(string type)
    {
        var shown = ChatEvents.Redact(
            All.First(committed => ChatEvents.TypeOf(committed) == type) with { Feed = "room/Lab", Seq = 7, At = At });
        shown.ShouldBe(new Hidden { Feed = "room/Lab", Seq = 7, At = At });
    }

    [Fact]
    public void Read_WhenTypeIsOfANewerVersion_IsAPlainEvent() =>
        ChatEvents.Read("""{"type":"waltzed","with":"x"}"""u8).ShouldBe(new Event());

    [Fact]
    public void Read_WhenFieldIsMissing_Throws() =>
        Should.Throw<System.Text.Json.JsonException>(() => ChatEvents.Read("""{"type":"joined"}"""u8));
}
