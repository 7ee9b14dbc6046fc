using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using static ActorChat.Tests.Chat.Users.UserScene;

namespace ActorChat.Tests.Chat.Users;

public class AccountTests
{
    static readonly CreateAccount Create = new("Alice", "hash", 7, 5, "s1", "tui", "aa");

    [Fact]
    public void Create_WhenNameIsFree_RegistersAndLogsIn()
    {
        var scene = Nobody().When(Create).ThenDone()
            .ThenEvents(new Registered("Alice", "hash", 7, 5), new SessionOpened("s1", "tui", "aa"));
        scene.Last.Directory.ShouldBe([new DirectoryChange("user", "alice", new DirectoryEntry("Alice", Listed: true))]);
        scene.When(new CheckToken("aa")).Last.ThenAnswer<TokenAccepted>().ShouldBe(new TokenAccepted("Alice", "s1"));
    }

    [Fact]
    public void Create_WhenNameIsTaken_IsRefused() =>
        Alice().When(Create with { Name = "ALICE" }).ThenError(ErrorCodes.NameTaken, "/login Alice <password>");

    [Fact]
    public void Nobody_WhenAskedForAnything_IsUnknown()
    {
        Command[] commands =
        [
            new GetCredentials(), new OpenSession("s", "tui", "aa"), new CheckToken("aa"), new CloseSession("s"), new GetName(),
                new Visit("alice"),
            new Act("alice", new MarkRead("room/Global", 1, 1)),
        ];
        foreach (var command in commands) Nobody().When(command).ThenError(ErrorCodes.UnknownUser, "alice");
    }

    [Fact]
    public void Nobody_WhenTold_ForgetsIt() => Nobody().When(new Tell(new RoomJoined("Lab", 1, 0))).ThenNothing();

    [Fact]
    public void GetCredentials_AnswersNameAndHash() =>
        Alice().When(new GetCredentials()).Last.ThenAnswer<Credentials>().ShouldBe(new Credentials("Alice", "hash"));

    [Fact]
    public void GetName_AnswersTheNameAsFirstWritten() =>
        Alice().When(new GetName()).Last.ThenAnswer<NameIs>().ShouldBe(new NameIs("Alice"));

    [Fact]
    public void OpenSession_RemembersTheToken() =>
        Alice().When(new OpenSession("s2", "phone", "bb")).ThenDone().ThenEvents(new SessionOpened("s2", "phone", "bb"))
            .When(new CheckToken("bb")).Last.ThenAnswer<TokenAccepted>().Session.ShouldBe("s2");

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("AA")]
    [InlineData("aaa")]
    public void CheckToken_WhenWrong_IsRefused(string token) =>
        Alice(new SessionOpened("s1", "tui", "aa")).When(new CheckToken(token)).ThenError(ErrorCodes.BadToken, "/login Alice");

    [Fact]
    public void CloseSession_MakesItsTokenWorthlessAndNoOther() =>
        Alice(new SessionOpened("s1", "tui", "aa"), new SessionOpened("s2", "tui", "bb"))
            .When(new CloseSession("s1")).ThenDone().ThenEvents(new SessionClosed("s1"))
            .When(new CheckToken("aa")).ThenError(ErrorCodes.BadToken)
            .When(new CheckToken("bb")).Last.ThenAnswer<TokenAccepted>();

    [Fact]
    public void CloseSession_WhenThereIsNone_IsDone() => Alice().When(new CloseSession("s9")).ThenDone().ThenEvents();

    [Fact]
    public void OpenSession_WhenTooMany_TheOldestTokenIsForgotten()
    {
        var scene = Alice(Enumerable.Range(1, User.MaxTokens + 1).Select(i => new SessionOpened($"s{i}", "tui", $"t{i}")));
        scene.State.Tokens.Count.ShouldBe(User.MaxTokens);
        scene.When(new CheckToken("t1")).ThenError(ErrorCodes.BadToken)
            .When(new CheckToken("t2")).Last.ThenAnswer<TokenAccepted>().Session.ShouldBe("s2");
    }
}
