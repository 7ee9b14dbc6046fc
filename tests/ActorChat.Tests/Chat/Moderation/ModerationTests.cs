using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Moderation;

namespace ActorChat.Tests.Chat.Moderation;

public class ModerationTests
{
    static Scene<Office> Office(params IEnumerable<Event> events) =>
        new Scene<Office>(new ModerationBehaviour(["Root"]), Ids.Moderation).Given(events);

    [Fact]
    public void Record_WhenALetterComes_StandsInTheFeed() =>
        Office().When(new PutOnRecord(new Audited("mute", "alice", "bob", "lab"))).ThenEvents(new Audited("mute", "alice", "bob", "lab"))
            .Last.Reply.ShouldBeNull();

    [Fact]
    public void Reports_WhenAsked_ShowOpenOnesToOperatorsOnly()
    {
        var scene = Office(new Audited("report", "bob", "mallory", Detail: "spam"), new Audited("report", "carol", "mallory"),
            new Audited("report", "bob", "trudy"));
        scene.When("alice", new GetReports()).ThenError(ErrorCodes.NotOperator);
        var first = scene.When("root", new GetReports()).Last.ThenReply<ReportList>().Reports;
        first.Select(report => (report.Report, report.User, report.By, report.Reason))
            .ShouldBe([(1, "mallory", "bob", "spam"), (2, "mallory", "carol", null), (3, "trudy", "bob", null)]);
        scene.Given(new Audited("dismiss", "root", "Mallory", Reporter: "bob")).When("root", new GetReports()).Last.ThenReply<ReportList>()
            .Reports.Select(report => report.Report).ShouldBe([2, 3]);
        scene.Given(new Audited("ban", "root", "mallory")).When("root", new GetReports()).Last.ThenReply<ReportList>()
            .Reports.Select(report => report.Report).ShouldBe([3]);
    }

    [Fact]
    public void Reports_WhenTooMany_TheOldestIsLetGo() =>
        Enumerable.Range(1, ActorChat.Node.Chat.Moderation.Office.MaxReports + 2)
            .Aggregate(ActorChat.Node.Chat.Moderation.Office.Empty,
                (office, i) => office.Apply(new Audited("report", "bob", $"user{i}"), i, default))
            .Reports.Select(report => report.Number)
                .ShouldBe(Enumerable.Range(3, ActorChat.Node.Chat.Moderation.Office.MaxReports).Select(i => (long)i));

    [Fact]
    public void Dismiss_WhenByNumber_SaysWhoseReportItIs()
    {
        var scene = Office(new Audited("report", "bob", "mallory"));
        scene.When("root", new DismissReports(Report: 1)).Last.ThenAnswer<ReportIs>().ShouldBe(new ReportIs("mallory", "bob"));
        scene.When("root", new DismissReports(Report: 2)).ThenError(ErrorCodes.UnknownReport, "/reports");
        scene.When("bob", new DismissReports(Report: 1)).ThenError(ErrorCodes.NotOperator);
    }

    [Fact]
    public void Grant_WhenByAnOperator_MakesAnother_WhoMayRevokeIt()
    {
        var scene = Office().When("alice", new GrantRole("alice", Role.Operator)).ThenError(ErrorCodes.NotOperator);
        scene.When("root", new GrantRole("alice", Role.Operator)).ThenEvents(new Audited("grant", "root", "alice", Detail: "operator"))
            .ThenDone()
            .ThenTold(("alice", new RoleGranted(Role.Operator, "root")));
        scene.When("root", new GrantRole("ALICE", Role.Operator)).ThenError(ErrorCodes.RoleHeld);
        scene.When(new Authorise("Alice")).ThenDone();
        scene.When("alice", new RevokeRole("alice", Role.Operator)).ThenDone().ThenTold(("alice", new RoleRevoked(Role.Operator, "alice")));
        scene.Last.Events.ShouldHaveSingleItem().Expels.ShouldBe("alice");
        scene.When(new Authorise("alice")).ThenError(ErrorCodes.NotOperator);
        scene.When("root", new RevokeRole("alice", Role.Operator)).ThenError(ErrorCodes.RoleHeld, "/grant");
    }

    [Fact]
    public void Revoke_WhenNamedInTheSettings_IsRefused() =>
        Office().When("root", new RevokeRole("root", Role.Operator)).ThenError(ErrorCodes.RoleHeld, "actorchat.operators");

    [Fact]
    public void Authorise_WhenAgainstAnOperator_IsRefused() =>
        Office().When(new Authorise("root", "ROOT")).ThenError(ErrorCodes.NotAllowed, "/revoke_role").When(new Authorise("root", "bob"))
            .ThenDone();

    [Fact]
    public void Visit_WhenByAnOperator_LetsThemIn()
    {
        Office(new Audited("report", "bob", "mallory")).When(new Visit("root")).Last.ThenAnswer<Visited>()
            .State.ShouldBe(new ModerationState("moderation/cluster", 1, 1));
        Office().When(new Visit("bob")).ThenError(ErrorCodes.NotOperator);
    }
}
