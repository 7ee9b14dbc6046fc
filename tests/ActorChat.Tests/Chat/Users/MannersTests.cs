using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Sessions;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class MannersTests
{
    [Fact]
    public void Away_WhenSaid_HoldsUntilTheUserIsBack() =>
        Alice().When("Alice", new GoAway(" at\nlunch ")).ThenEvents(new WentAway("at lunch")).ThenDone()
            .When("Alice", new GoAway("at lunch")).ThenEvents().ThenDone()
            .When("bob", new GetProfile("Alice")).ThenReply(new Profile("Alice", false, Away: true, AwayText: "at lunch"))
            .When("Alice", new ComeBack()).ThenEvents(new CameBack()).ThenDone()
            .When("Alice", new ComeBack()).ThenEvents().ThenDone()
            .When("Alice", new GoAway(new string('x', 201))).ThenError(ErrorCodes.TextTooLong);

    [Fact]
    public void Seen_WhenTheLastClientGoes_IsRecordedEveryFiveMinutesAtMost()
    {
        var scene = Alice();
        var first = scene.Now;
        scene.When(new NoteSeen()).ThenEvents(new Seen()).When(new NoteSeen()).ThenEvents();
        scene.When("bob", new GetProfile("Alice")).Last.ThenReply<Profile>().LastSeen.ShouldBe(scene.Now);
        scene.After(TimeSpan.FromMinutes(5)).When(new NoteSeen()).ThenEvents(new Seen());
        scene.State.LastSeen.ShouldNotBe(first);
    }

    [Fact]
    public void Seen_WhenTheUserDoesNotWantIt_IsNeitherRecordedNorKept() =>
        Alice(new Seen()).When("Alice", new ChangeSetting(Setting.LastSeen, false)).When(new NoteSeen()).ThenEvents()
            .When("bob", new GetProfile("Alice")).ThenReply(new Profile("Alice", false))
            .When("Alice", new ChangeSetting(Setting.LastSeen, true)).When("bob", new GetProfile("Alice"))
                .ThenReply(new Profile("Alice", false));

    [Fact]
    public void Ignore_WhenSomebody_IsKept_AndTheyAreRefusedADialogue() =>
        Alice().When("Alice", new IgnoreUser("Bob")).ThenEvents(new UserIgnored("Bob")).ThenDone()
            .When("Alice", new IgnoreUser("BOB")).ThenEvents().ThenDone()
            .When(new GetName("bob")).ThenError(ErrorCodes.NotAllowed).When(new GetName()).When(new GetName("carol"))
            .When("Alice", new UnignoreUser("bob")).ThenEvents(new UserUnignored("bob")).When(new GetName("bob")).Last.ThenAnswer<NameIs>()
                .Name.ShouldBe("Alice");

    [Fact]
    public void Ignore_WhenOneselfOrTooMany_IsRefused() =>
        Alice(Enumerable.Range(0, NodeSettings.Default.Users.MaxIgnored).Select(i => new UserIgnored($"user{i}")))
            .When("Alice", new IgnoreUser("alice")).ThenError(ErrorCodes.Yourself).When("Alice", new IgnoreUser("bob"))
                .ThenError(ErrorCodes.TooMany, "/unignore");

    [Fact]
    public void Labels_WhenAUserHasSeveral_SayAwayOnlyWhereAllDo()
    {
        var people = Labels.Read(["alice", "alice/away", "bob/away", "carol"]);
        people.Online.ShouldBe(["alice", "bob", "carol"]);
        people.Away.ShouldBe(["bob"]);
        Labels.Of("bob", away: true).ShouldBe("bob/away");
        Labels.UserOf("bob/away").ShouldBe("bob");
    }
}
