using ActorChat.Messages;
using ActorChat.Tui.Commands;
using ActorChat.Tui.Screen;

namespace ActorChat.Tests.Tui;

public sealed class SearchTests
{
    static ScreenDriver LoggedIn()
    {
        var screen = new ScreenDriver(80, 24);
        screen.LogIn();
        return screen;
    }

    [Theory]
    [InlineData("/search plan", "plan", null)]
    [InlineData("/search plan lab", "plan", "room/lab")]
    [InlineData("/search the plan LAB", "the plan", "room/lab")]
    [InlineData("/search the plan bob", "the plan", "dialogue/alice~bob")]
    [InlineData("/search the plan @bob", "the plan", "dialogue/alice~bob")]
    [InlineData("/search the plan elsewhere", "the plan elsewhere", null)]
    [InlineData("/search \"plan lab\"", "plan lab", null)]
    [InlineData("/search \"plan lab\" lab", "plan lab", "room/lab")]
    [InlineData("/search \"plan\" elsewhere", "plan", "room/elsewhere")]
    [InlineData("/search \"plan", "\"plan", null)]
    public void Search_TakesTheLastWordForARoom_OnlyWhenItIsOne(string line, string text, string? feed)
    {
        var screen = LoggedIn();
        screen.Type(line + "\r");
        screen.Effects.OfType<AskNode>().Single().Request.ShouldBe(new Search(text, feed, Limit: 50));
    }

    [Fact]
    public void Found_Messages_AreListedWithTheirPlaces()
    {
        var screen = LoggedIn();
        screen.Type("/search plan\r");
        screen.Answer<Search>(new FoundList(
            [new FoundMessage("room/Global", 421, FakeTime.Start, "dave", "the plan\u001b[2J is"), new FoundMessage("dialogue/alice~bob", 3, FakeTime.Start.AddDays(-1), "bob", "a plan of mine")],
            "1.2", Partial: true));
        screen.ShouldLookLike("search-80x24");
    }

    [Fact]
    public void Found_Nothing_SaysSo()
    {
        var screen = LoggedIn();
        screen.Type("/search plan\r");
        screen.Answer<Search>(new FoundList([]));
        screen.Text.ShouldContain("Nothing was found.");
    }
}
