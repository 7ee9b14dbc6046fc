using ActorChat.Torture.Checking;
using static ActorChat.Tests.Torture.Told;

namespace ActorChat.Tests.Torture;

/// <summary>The same for real time, rights, and what is scheduled.</summary>
public sealed class CheckerOrderTests
{
    [Fact]
    public void Post_WhenItStandsBeforeWhatWasAcknowledgedBefore_IsFound() =>
        Broken(Right with { Posts = [Post("a", 300, 350, 4), Post("b", 100, 200, 5), Right.Posts[2]], Viewers = [] },
            "what was known before stands before", "'a' was begun", "'b' was acknowledged as 5");

    [Fact]
    public void Post_WhenTheyOverlap_MayStandInAnyOrder() =>
        Checker.Check(Right with { Posts = [Post("a", 100, 350, 4, lane: "x"), Post("b", 90, 200, 5, lane: "y"), Right.Posts[2]],
            Viewers = [] }).ShouldBeEmpty();

    [Fact]
    public void Post_WhenItStandsBeforeWhatWasSeenBefore_IsFound() =>
        Broken(Right with { Posts = [Right.Posts[0], Post("b", 500, 600, 5), Post("c", 350, 420, 6, lane: "y")], Reads = [] },
            "what was known before stands before", "'b' was begun");

    [Fact]
    public void Lane_WhenItsOrderIsTurned_IsFound() =>
        Broken(Right with { Posts = [Post("a", 100, 350, 4), Post("b", 90, 340, 5), Right.Posts[2]], Viewers = [] }, "own order",
            "'b' (5) and then 'a' (4)");

    [Fact]
    public void Read_WhenItDoesNotShowWhatWasAcknowledgedBefore_IsFound() =>
        Broken(Right with { Reads = [Read(500, 600, true, (4, "a"), (5, "b"))] }, "a read shows what was known before", "up to 5");

    [Fact]
    public void Read_WhenItWasBegunBeforeTheAnswer_MayShowItOrNot() =>
        Checker.Check(Right with { Reads = [Read(390, 600, true, (4, "a"), (5, "b"))] }).ShouldBeEmpty();

    [Fact]
    public void Read_WhenItGoesBehindAnEarlierOne_IsFound() =>
        Broken(Right with { Reads = [Read(210, 220, true, (4, "a"), (5, "b")), Read(230, 240, true, (4, "a"))], Viewers = [] },
            "a read shows what was known before", "up to 4");

    [Fact]
    public void Read_WhenItHasAHole_IsFound_AndAPageNeedNotBeWhole()
    {
        Broken(Right with { Reads = [Read(500, 600, true, (4, "a"), (6, "c"))] }, "a page has no hole",
            "where Line { Seq = 5, Text = b } stands");
        Broken(Right with { Reads = [Read(500, 600, true, (5, "b"), (6, "c"))] }, "a page has no hole");
        Checker.Check(Right with { Reads = [Read(500, 600, false, (5, "b"), (6, "c"))] }).ShouldBeEmpty();
    }

    [Fact]
    public void Viewer_WhenItSeesWhatItsUserMayNot_IsFound()
    {
        Broken(Right with { Viewers = [new("mal1", "mal", [Fresh, State(4), Saw(400, 5, "b")], false)] }, "nobody sees what they may not",
            "mal was not in");
        Broken(Removed([Fresh, State(6), new(500, SightKind.Event, "room/lab", 7, 0, "removed", "eve"), Saw(510, 8, "d")]),
            "nobody sees what they may not", "8");
        Checker.Check(Removed([Fresh, State(6), new(500, SightKind.Event, "room/lab", 7, 0, "removed", "eve"),
            new(501, SightKind.Unfollowed, "room/lab")])).ShouldBeEmpty();
    }

    [Fact]
    public void Viewer_WhenItsUserIsBackIn_MaySeeWhatWasSaidMeanwhile()
    {
        History SeenAt(long at) =>
            Removed([Fresh, State(6), new(at, SightKind.Event, "room/lab", 7, 0, "removed", "eve"), Saw(at, 8, "d")]) with
        {
            Feeds = [Lab([.. All, new(7, "removed", "eve", "eve", 0), Said(8, "bob", "d"), new(9, "joined", "eve", "eve", 10_000)])],
        };
        Checker.Check(SeenAt(10_000_000)).ShouldBeEmpty();
        Broken(SeenAt(9_000_000), "nobody sees what they may not", "room/lab 8");
        // By a calendar that was three seconds ahead they came at 7 s.
        Checker.Check(SeenAt(9_000_000) with { Jumps = [new(new(6_000_000, 8_000_000), 3_000)] }).ShouldBeEmpty();
        Broken(SeenAt(9_000_000) with { Jumps = [new(new(9_500_000, 12_000_000), 3_000)] }, "nobody sees what they may not", "room/lab 8");
    }

    [Fact]
    public void Author_WhenTheyAreNotIn_IsFound() =>
        Broken(Right with { Feeds = [Lab([.. All, Said(7, "mal", "x")])], Posts = [.. Right.Posts, Post("x", 900, 950, 7)] },
            "nobody says anything where they are not", "mal said 'x'");

    [Fact]
    public void Read_WhenItsUserIsNotIn_IsFound()
    {
        var page = Read(500, 600, true, (4, "a"), (5, "b"), (6, "c"));
        Broken(Right with { Reads = [page with { User = "mal" }] }, "nobody reads what they may not", "mal was not in");
        var removal = new MemberOp("eve", "room/lab", true, new(450, 470), Answer.Done);
        Broken(Right with { Reads = [page with { User = "eve" }], Members = [removal] }, "nobody reads what they may not",
            "eve was not in");
        Checker.Check(Right with { Reads = [page with { User = "eve", Span = new(460, 600) }], Members = [removal] }).ShouldBeEmpty();
        Checker.Check(Right with { Reads = [page with { User = "eve" }],
            Members = [removal, new("eve", "room/lab", false, new(550, 700), Answer.Unknown)] }).ShouldBeEmpty();
    }

    [Fact]
    public void Scheduled_WhenItIsPostedNeverOrTwiceOrTooSoon_IsFound()
    {
        var later = new ScheduleOp("bob", "room/lab", "later", 5_000, new(100, 200), Answer.Done);
        var asked = Right with { Scheduled = [later], Viewers = [] };
        Broken(asked, "scheduled messages once", "was never posted");
        Checker.Check(asked with { Scheduled = [later with { Answer = Answer.Unknown }] }).ShouldBeEmpty();
        Checker.Check(asked with { Feeds = [Lab([.. All, Said(7, "bob", "later", 5_000)])] }).ShouldBeEmpty();
        var tooSoon = asked with { Feeds = [Lab([.. All, Said(7, "bob", "later", 4_999)])] };
        Broken(tooSoon, "scheduled messages once", "before its time");
        Broken(tooSoon with { Jumps = [new(new(5_000_000, 9_000_000), 5_000)] }, "scheduled messages once", "before its time");
        Checker.Check(tooSoon with { Jumps = [new(new(0, 9_000_000), 5_000)] }).ShouldBeEmpty();
        Checker.Check(tooSoon with { Jumps = [new(new(0, 9_000_000), -1_000)] }).ShouldBeEmpty();
        Broken(asked with { Feeds = [Lab([.. All, Said(7, "bob", "later", 5_000), Said(8, "bob", "later", 5_100)])] },
            "scheduled messages once", "2 times");
        Broken(asked with { Scheduled = [later with { Answer = Answer.Refused }],
            Feeds = [Lab([.. All, Said(7, "bob", "later", 5_000)])] }, "scheduled messages once", "all the same");
    }

    static History Removed(IReadOnlyList<Sight> sights) => Right with
    {
        Posts = [.. Right.Posts, Post("d", 900, 950, 8)],
        Feeds = [Lab([.. All, new(7, "removed", "eve", "eve", 0), Said(8, "bob", "d")])],
        Viewers = [new("eve1", "eve", sights, false)],
    };
}
