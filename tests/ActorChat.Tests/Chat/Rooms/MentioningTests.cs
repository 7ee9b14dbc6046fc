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
    public void In_FindsNames(string text, params string[] names) => Mentions.In(text).ShouldBe(names);

    [Fact]
    public void In_WhenThereAreMany_IsBounded() => Mentions.In(string.Join(' ', Enumerable.Range(10, 90).Select(i => $"@user{i}"))).Count.ShouldBe(Mentions.Max);

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
        RoomScene.Global(NodeSettings.Default.Rooms with { GlobalSendLimit = 5 }).When("alice", new Post("Global", "@bob", "k:1")).ThenTold(("bob", new Mentioned("room/Global", 2, "alice")));
}
