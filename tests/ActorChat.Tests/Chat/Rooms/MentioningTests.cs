using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Tests.Chat.Talk;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class MentioningTests
{
    [Theory]
    [InlineData("@bob", "bob")]
    [InlineData("hi @Bob, and (@eve).", "Bob", "eve")]
    [InlineData("@bob @BOB @bob-", "bob")]
    [InlineData("@Jörg_2.", "Jörg_2")]
    [InlineData("mail@bob.org x@bob @@bob /@bob")]
    [InlineData("@b @ bob")]
    public void In_FindsNames(string text, params string[] names) => Mentions.In(text, _ => true).ShouldBe(names);

    [Theory]
    [InlineData("@bob你好", "bob")]
    [InlineData("请看@bob", "bob")]
    [InlineData("请看@bob和@eve的", "bob", "eve")]
    [InlineData("@李雷你好", "李雷")]
    [InlineData("@李雷雷你好", "李雷雷")]
    [InlineData("สวัสดี@สมชายครับ", "สมชาย")]
    [InlineData("@bobさん", "bob")]
    [InlineData("@김철수님", "김철수")]
    [InlineData("@bobby @eve2")]
    [InlineData("邮件mail@bob.org")]
    [InlineData("@БОБ和")]
    public void In_WhereNoBlanksAreWritten_FindsTheLongestName(string text, params string[] names)
    {
        string[] known = ["bob", "eve", "李", "李雷", "李雷雷", "สมชาย", "김철수"];
        Mentions.In(text, name => known.Any(one => Names.Same(one, name))).ShouldBe(names);
    }

    [Fact]
    public void Global_TellsTheLongestNameThatSomebodyHas()
    {
        var told = new Mentioned("room/Global", 2, "alice");
        var letter = RoomScene.Global(NodeSettings.Default.Rooms with { GlobalSendLimit = 5 })
            .When("alice", new Post("Global", "@李雷你", "k:1")).Last.Letters.Single(one => one.Body is Tell);
        letter.To.ShouldBe(Ids.User("李雷你"));
        var next = new Scene<Node.Chat.Users.User>(new Node.Chat.Users.UserBehaviour(NodeSettings.Default.Users), letter.To)
            .When((Command)letter.Body).Last.Letters.ShouldHaveSingleItem();
        (next.To, ((Tell)next.Body).Else).ShouldBe((Ids.User("李雷"), null));
        new Scene<Node.Chat.Users.User>(new Node.Chat.Users.UserBehaviour(NodeSettings.Default.Users), next.To)
            .Given(new Registered("李雷", "hash", 1, 0)).When((Command)next.Body).ThenEvents(told);
        new Scene<Node.Chat.Users.User>(new Node.Chat.Users.UserBehaviour(NodeSettings.Default.Users), next.To).When((Command)next.Body)
            .ThenNothing();
    }

    [Fact]
    public void Edit_WhenItNamesSomebodyNoMore_WithdrawsTheCall()
    {
        var desk = new Desk(Open(new Joined("bob"), new Joined("eve"), new Posted("alice", "@bob and @eve look", 1, "a:1")));
        desk.Ask("alice", new EditMessage("room/Lab", 4, "@Bob look")).ThenTold(("eve", new CallWithdrawn("room/Lab", 4)));
        desk.Ask("alice", new EditMessage("room/Lab", 4, "look")).ThenTold(("bob", new CallWithdrawn("room/Lab", 4)));
    }

    [Fact]
    public void Delete_WithdrawsTheCalls_OfAMessageAndOfAComment()
    {
        var desk = new Desk(Open(new Joined("bob"), new Joined("eve"), new Posted("bob", "@eve hi", 1, "b:1")));
        desk.Ask("alice", new Comment("room/Lab", 4, "@eve see", "a:1"));
        desk.Ask("alice", new DeleteMessage("room/Lab", 5))
            .ThenTold(("eve", new CallWithdrawn("room/Lab", 5)), ("bob", new CallWithdrawn("room/Lab", 5)));
        desk.Ask("bob", new DeleteMessage("room/Lab", 4)).ThenEvents(new MessageDeleted("bob", 4, Ordinal: 1))
            .ThenTold(("eve", new CallWithdrawn("room/Lab", 4)));
        desk.Scene.When(new Visit("eve")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>().Removed.ShouldBe([1]);
    }

    [Fact]
    public void In_WhenThereAreMany_IsBounded() =>
        Mentions.In(string.Join(' ', Enumerable.Range(10, 90).Select(i => $"@user{i}")), _ => true).Count.ShouldBe(Mentions.Max);

    [Fact]
    public void Post_TellsThoseItNamesWhoAreIn() =>
        Open(new Joined("bob"), new Joined("eve")).When("alice", new Post("lab", "@Bob @eve @alice @carol: look", "k:1"))
            .ThenTold(("bob", new Mentioned("room/Lab", 4, "alice")), ("eve", new Mentioned("room/Lab", 4, "alice")));

    [Fact]
    public void Post_WhenRepeatedOrRefused_TellsNobody() =>
        Open(new Joined("bob")).When("alice", new Post("lab", "@bob", "k:1")).When("alice", new Post("lab", "@bob", "k:1")).ThenTold()
            .When("eve", new Post("lab", "@bob", "e:1")).ThenTold();

    [Fact]
    public void Comment_TellsTheAuthorOnce()
    {
        var desk = new Desk(Open(new Joined("bob"), new Joined("eve"), Message("bob", 1)));
        desk.Ask("alice", new Comment("room/Lab", 4, "@bob @eve see", "a:1"))
            .ThenTold(("bob", new CommentReceived("room/Lab", 4, 5, "alice")), ("eve", new Mentioned("room/Lab", 5, "alice")));
    }

    [Fact]
    public void Global_TellsAnybody() =>
        RoomScene.Global(NodeSettings.Default.Rooms with { GlobalSendLimit = 5 }).When("alice", new Post("Global", "@bob", "k:1"))
            .ThenTold(("bob", new Mentioned("room/Global", 2, "alice")));
}
