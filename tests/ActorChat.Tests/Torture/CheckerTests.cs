using ActorChat.Torture.Checking;
using static ActorChat.Tests.Torture.Told;

namespace ActorChat.Tests.Torture;

/// <summary>The checker finds each kind of broken promise in a history that is right but for it.</summary>
public sealed class CheckerTests
{
    [Fact]
    public void History_WhenAllPromisesAreKept_HasNothingWrong() => Checker.Check(Right).ShouldBeEmpty();

    [Fact]
    public void Acknowledged_WhenItIsNotThere_IsFound() =>
        Broken(Right with { Feeds = [Lab(All[..^1])] }, "acknowledged exactly once", "'c' was acknowledged", "is not there");

    [Fact]
    public void Acknowledged_WhenItStandsSomewhereElse_IsFound() =>
        Broken(Right with { Posts = [Post("a", 100, 200, 9), .. Right.Posts.Skip(1)] }, "acknowledged exactly once", "as room/lab 9");

    [Fact]
    public void Acknowledged_WhenItStandsTwice_IsFound() =>
        Broken(Right with { Feeds = [Lab([.. All, Said(7, "bob", "a")])] }, "acknowledged exactly once", "room/lab 4 and room/lab 7");

    [Fact]
    public void Unknown_WhenItStandsOnceOrNever_IsRight_AndTwiceIsFound()
    {
        var asked = Right with { Posts = [.. Right.Posts, Post("x", 900, 950, 0, Answer.Unknown)] };
        Checker.Check(asked).ShouldBeEmpty();
        Checker.Check(asked with { Feeds = [Lab([.. All, Said(7, "bob", "x")])], Viewers = [] }).ShouldBeEmpty();
        Broken(asked with { Feeds = [Lab([.. All, Said(7, "bob", "x"), Said(8, "bob", "x")])] }, "acknowledged exactly once", "'x'");
    }

    [Fact]
    public void Refused_WhenItIsThereAllTheSame_IsFound() =>
        Broken(Right with { Posts = [.. Right.Posts, Post("x", 900, 950, 0, Answer.Refused)],
            Feeds = [Lab([.. All, Said(7, "bob", "x")])] }, "certainly not", "'x'");

    [Fact]
    public void Message_WhenNobodySaidIt_IsFound() =>
        Broken(Right with { Feeds = [Lab([.. All, Said(7, "bob", "ghost")])] }, "nothing that nobody said", "ghost");

    [Fact]
    public void Journal_WhenANumberIsMissing_IsFound() =>
        Broken(Right with { Feeds = [Lab([.. All, Said(8, "bob", "x")])] }, "one order without an untold gap", "has 8 where 7");

    [Fact]
    public void Viewer_WhenAnEventIsLeftOut_IsFound_AndAToldGapIsNone()
    {
        Sight[] after = [Saw(450, 6, "c")];
        Broken(Watched([Fresh, State(4), .. after]), "one order without an untold gap", "had 4");
        Checker.Check(Watched([Fresh, State(4), new(440, SightKind.Gap, "room/lab", 5, 4), .. after])).ShouldBeEmpty();
        Checker.Check(Watched([Fresh, State(4), new(440, SightKind.Lagging, "room/lab", 5), .. after])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(5, "b")]
    [InlineData(4, "a")]
    public void Viewer_WhenAnEventComesTwiceOrLate_IsFound(long again, string text) =>
        Broken(Watched([Fresh, State(4), Saw(400, 5, "b"), Saw(410, again, text)]), "one order without an untold gap", "had 5");

    [Fact]
    public void Viewer_WhenEventsComeBeforeTheState_IsFound() =>
        Broken(Watched([Fresh, Saw(400, 5, "b"), Saw(450, 6, "c")]), "one order without an untold gap", "had nothing");

    [Fact]
    public void Viewer_WhenTheFeedIsSetBack_IsFound() =>
        Broken(Watched([Fresh, State(6), new(500, SightKind.SetBack, "room/lab", 5)]), "one order without an untold gap", "ends at 5");

    [Fact]
    public void Viewer_WhenItSawWhatIsNotThere_IsFound()
    {
        Broken(Watched([Fresh, State(4), Saw(400, 5, "other"), Saw(450, 6, "c")]), "all see the same", "it is posted 'b'");
        Broken(Watched([Fresh, State(6), Saw(460, 7, "lost")]), "all see the same", "nothing stands there");
    }

    [Fact]
    public void Viewer_WhenItStaysBehind_IsFound_UnlessItWasNotThere()
    {
        var behind = Watched([Fresh, State(4), Saw(400, 5, "b")]);
        Broken(behind, "all arrive at the same", "up to 5, and it goes to 6");
        Checker.Check(behind with { Viewers = [behind.Viewers[0] with { IsThere = false }] }).ShouldBeEmpty();
    }

    [Fact]
    public void Viewer_WhenItBeginsAnewOrFollowsNoMore_ForgetsWhereItWas()
    {
        Checker.Check(Watched([Fresh, State(6), Fresh, State(5), Saw(460, 6, "c")])).ShouldBeEmpty();
        Checker.Check(Watched([Fresh, State(4), new(300, SightKind.Unfollowed, "room/lab")])).ShouldBeEmpty();
    }
}
