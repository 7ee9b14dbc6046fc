using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class PolicingTests
{
    static readonly TimeSpan Day = TimeSpan.FromHours(24), Silence = TimeSpan.FromHours(4);

    // Somebody who has been here for long and was in a room with Alice.
    static ReportAccount Report(string by, string? reason = null) => new(by, reason, new Reporter([], ["alice"]));

    static ReportAccount Newcomer(string by, Scene<User> scene) =>
        Report(by) with { Reporter = new([], ["alice"], scene.Now.AddHours(-1)) };

    [Fact]
    public void Report_WhenByNewcomers_StrangersOrFromOneAddress_AllTogetherAreOneWarning()
    {
        var scene = Alice();
        foreach (var by in (string[])["eve1", "eve2", "eve3", "eve4"])
        {
            scene.When(Newcomer(by, scene)).ThenEvents(new Reported(1, By: by, Weak: true));
        }
        scene.When(Report("stranger") with { Reporter = new(["elsewhere"], ["bob"]) })
            .ThenEvents(new Reported(1, By: "stranger", Weak: true));
        scene.When(Report("bob") with { Origin = "aa" }).ThenEvents(new Reported(2, By: "bob", Origin: "aa"));
        scene.When(Report("bobs-other") with { Origin = "aa" }).ThenEvents(new Reported(2, By: "bobs-other", Weak: true, Origin: "aa"));
        scene.When(new GetSilence()).ThenDone();
        scene.When(Report("carol") with { Origin = "bb" }).Last.Events[^1].Event.ShouldBeOfType<Suspended>();
    }

    [Fact]
    public void Report_WhenWeakOnesCountAsNone_WarnsNobody_ButOperatorsSeeIt()
    {
        var scene = new Scene<User>(new UserBehaviour(NodeSettings.Default.Users with { WeakReports = WeakReports.None }),
            Ids.User("Alice")).Given(new Registered("Alice", "hash", 7, 5));
        scene.When(Newcomer("eve1", scene)).ThenEvents(new Reported(0, By: "eve1", Weak: true));
        Line(scene).Act.ShouldBe("report");
        scene.When(Newcomer("EVE1", scene)).ThenError(ErrorCodes.ReportedAlready);
    }

    [Fact]
    public void Report_WhenByAnOperator_OrWhoMetTheReportedInGlobalOrARoom_Counts()
    {
        Event inLab = new RoomJoined("Lab", 1, 0);
        Alice().When(Newcomer("root", Alice()) with { ByOperator = true }).ThenEvents(new Reported(1, By: "root"));
        Alice().When(Report("bob") with { Reporter = new([], []), InGlobal = true }).ThenEvents(new Reported(1, By: "bob"));
        Alice(inLab).When(Report("bob") with { Reporter = new(["lab"], []) }).ThenEvents(new Reported(1, By: "bob"));
        Alice(inLab, new RoomLeft("Lab", 2)).When(Report("bob") with { Reporter = new(["lab"], []) })
            .ThenEvents(new Reported(1, By: "bob"));
        Alice(new RoomInvited("Lab", "x", 1)).When(Report("bob") with { Reporter = new(["lab"], []) })
            .ThenEvents(new Reported(1, By: "bob", Weak: true));
    }

    [Fact]
    public void Report_WhenOfAnOperator_SilencesNobody()
    {
        var granted = Alice(new RoleGranted(Role.Operator, "root"));
        var named = Alice();
        foreach (var by in (string[])["bob", "carol", "dave", "erin"])
        {
            granted.When(Report(by)).Last.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<Reported>();
            named.When(Report(by) with { IsOperator = true }).Last.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<Reported>();
        }
        granted.When(new GetSilence()).ThenDone();
        Alice(new Suspended(Alice().Now + Silence, "why"), new RoleGranted(Role.Operator, "root")).When(new GetSilence()).ThenDone();
    }

    static Audited Line(Scene<User> scene) => scene.Last.Letters.ShouldHaveSingleItem().Body.ShouldBeOfType<PutOnRecord>().Line;

    [Fact]
    public void Report_WhenTheFirst_WarnsAndTellsTheOperators()
    {
        var scene = Alice().When(Report("bob", " spam\u0007 ")).ThenEvents(new Reported(1, "spam", "bob")).ThenDone();
        Line(scene).ShouldBe(new Audited("report", "bob", "Alice", Detail: "spam"));
        scene.Last.Letters[0].To.ShouldBe(Ids.Moderation);
    }

    [Fact]
    public void Report_WhenTheThird_SilencesForFourHours_AndTheWarningsBeginAnew()
    {
        var scene = Alice().When(Report("bob", "spam")).When(Report("carol")).When(Report("dave", "rude"));
        var until = scene.Now.AddSeconds(-2) + Silence;
        scene.ThenEvents(new Reported(3, "rude", "dave"), new Suspended(until, "3 users reported you (spam; rude)"));
        scene.Last.Letters.Select(letter => ((PutOnRecord)letter.Body).Line.Act).ShouldBe(["report", "suspend"]);
        scene.Shown().Suspended.ShouldBe(new Suspension(until, "3 users reported you (spam; rude)"));
        scene.When(new GetSilence()).ThenError(ErrorCodes.Suspended, "2026-11-22 14:00 UTC", "spam");
        scene.When(Report("erin")).ThenEvents(new Reported(1, By: "erin"));
    }

    [Fact]
    public void Report_WhenBySameReporterWithinADay_DoesNotCount_AndAfterItDoes()
    {
        var scene = Alice(new Reported(1, By: "Bob")).When(Report("BOB")).ThenError(ErrorCodes.ReportedAlready, "2026-11-23");
        scene.After(Day - TimeSpan.FromSeconds(2)).When(Report("bob")).ThenError(ErrorCodes.ReportedAlready);
        scene.After(TimeSpan.FromSeconds(2)).When(Report("bob")).ThenEvents(new Reported(2, By: "bob"));
    }

    [Fact]
    public void Report_WhenWarningsAreOld_TheyCountNoMore() =>
        Alice(new Reported(1, By: "bob"), new Reported(2, By: "carol")).After(TimeSpan.FromDays(30)).When(Report("dave"))
            .ThenEvents(new Reported(1, By: "dave"));

    [Fact]
    public void Report_WhenOfOneself_OrWithALongReason_IsRefused() =>
        Alice().When(Report("ALICE")).ThenError(ErrorCodes.Yourself)
            .When(Report("bob", new string('x', 201))).ThenError(ErrorCodes.TextTooLong);

    [Fact]
    public void Silence_WhenItsTimeIsOver_Ends()
    {
        var scene = Alice();
        scene.Given(new Suspended(scene.Now + Silence, "why")).When(new GetSilence()).ThenError(ErrorCodes.Suspended);
        scene.After(Silence).When(new GetSilence()).ThenDone().Shown().Suspended.ShouldBeNull();
    }

    [Fact]
    public void Silence_WhenAMessageIsDue_KeepsItBack()
    {
        var scene = Alice();
        var due = scene.Now.AddHours(1);
        scene.Given(new MessageScheduled(due, "hi", Room: "Lab"), new Suspended(scene.Now + Silence, "why")).When(new FireSchedule(2));
        scene.Last.Letters.ShouldBeEmpty();
        scene.Last.Events.ShouldHaveSingleItem().Event.ShouldBeOfType<ScheduleFailed>().Code.ShouldBe(ErrorCodes.Suspended);
        scene.State.Plans.ShouldBeEmpty();
    }

    [Fact]
    public void Dismiss_WhenAll_TakesWarningsAndSilence()
    {
        var scene = Alice(new Reported(1, By: "bob"));
        scene.Given(new Suspended(scene.Now + Silence, "why"), new Reported(1, By: "carol")).When(new DismissAccount("root", null));
        scene.ThenEvents(new ReportsDismissed("root", SuspensionEnds: true)).ThenDone();
        Line(scene).ShouldBe(new Audited("dismiss", "root", "Alice"));
        scene.When(new GetSilence()).ThenDone().State.Conduct.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Dismiss_WhenOneOfThoseThatSilenced_EndsTheSilence_AndTheOthersAreWarningsAgain()
    {
        var scene = Alice(new Reported(1, By: "bob"), new Reported(2, By: "carol"), new Reported(3, By: "dave"));
        scene.Given(new Suspended(scene.Now + Silence, "why")).When(new DismissAccount("root", "carol"))
            .ThenEvents(new ReportsDismissed("root", true, "carol"));
        scene.State.Conduct.Warnings.Select(warning => warning.By).ShouldBe(["bob", "dave"]);
        scene.When(Report("erin")).Last.Events.Count.ShouldBe(2);
    }

    [Fact]
    public void Dismiss_WhenThereIsNothing_IsRecordedOnly()
    {
        var scene = Alice().When(new DismissAccount("root", "bob")).ThenEvents().ThenDone();
        Line(scene).ShouldBe(new Audited("dismiss", "root", "Alice", Reporter: "bob"));
    }

    [Fact]
    public void Ban_WhenForAWhile_KeepsEverySessionOut_UntilItIsOver()
    {
        var hash = new string('0', 64);
        var scene = Alice(new SessionOpened("s1", "tui", hash)).When(new BanAccount("root", 3_600_000, "spam"));
        var until = scene.Now.AddSeconds(-1).AddHours(1);
        scene.ThenEvents(new Banned("root", until, "spam")).ThenDone();
        Line(scene).ShouldBe(new Audited("ban", "root", "Alice", Until: until, Detail: "spam"));
        scene.When(new CheckToken(hash)).ThenError(ErrorCodes.Banned, "spam", "/unban Alice");
        scene.When(new OpenSession("s2", "tui", hash)).ThenError(ErrorCodes.Banned);
        scene.When(new GetSilence()).ThenError(ErrorCodes.Banned);
        scene.After(TimeSpan.FromHours(1)).When(new OpenSession("s2", "tui", hash)).ThenDone();
        scene.When(new GetSilence()).ThenDone();
    }

    [Fact]
    public void Ban_WhenItIsOver_OldTokensAreWorthless()
    {
        var hash = new string('0', 64);
        Alice(new SessionOpened("s1", "tui", hash), new Banned("root")).When(new UnbanAccount("root")).ThenEvents(new Unbanned("root"))
            .When(new CheckToken(hash)).ThenError(ErrorCodes.BadToken).When(new UnbanAccount("root")).ThenError(ErrorCodes.NotBanned);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(long.MaxValue)]
    public void Ban_WhenTheDurationIsNone_IsRefused(long duration) =>
        Alice().When(new BanAccount("root", duration, null)).ThenError(ErrorCodes.BadTime);

    [Fact]
    public void Reporters_WhenTooMany_TheOldestIsForgotten()
    {
        var at = new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        var conduct = Enumerable.Range(0, Conduct.MaxReporters + 1)
            .Aggregate(Conduct.Good, (so, i) => so.Apply(new Reported(1, By: $"user{i}"), at.AddSeconds(i)));
        conduct.Reporters.Count.ShouldBe(Conduct.MaxReporters);
        conduct.Reporters.ContainsKey("user0").ShouldBeFalse();
        conduct.Reporters.ContainsKey($"user{Conduct.MaxReporters}").ShouldBeTrue();
    }

    [Fact]
    public void Setting_WhenChanged_IsKept_AndOnlyIfItChanges() =>
        Alice().When("Alice", new ChangeSetting(Setting.Drafts, true)).ThenEvents().ThenDone()
            .When("Alice", new ChangeSetting(Setting.Drafts, false)).ThenEvents(new PreferenceChanged(Setting.Drafts, false)).ThenDone()
            .When("Alice", new GetSettings()).ThenReply(new SettingList(new Preferences(Drafts: false)))
            .Shown().Settings.ShouldBe(new Preferences(Drafts: false));

    [Fact]
    public void EndSession_WhenThereIsSuchASession_ClosesIt() =>
        Alice(new SessionOpened("s1", "tui", new string('0', 64)))
            .When(new CloseSession("s1", FromElsewhere: true)).ThenEvents(new SessionClosed("s1")).ThenDone()
            .When(new CloseSession("s1", FromElsewhere: true)).ThenError(ErrorCodes.UnknownSession, "/sessions")
            .When(new CloseSession("s1", FromElsewhere: true, IsConnected: true)).ThenEvents(new SessionClosed("s1"));
}
