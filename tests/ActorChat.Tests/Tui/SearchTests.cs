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
            [new FoundMessage("room/Global", 421, FakeTime.Start, "dave", "the plan\u001b[2J is"),
                new FoundMessage("dialogue/alice~bob", 3, FakeTime.Start.AddDays(-1), "bob", "a plan of mine")],
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

    [Theory]
    [InlineData("/history Global#421", 427, 20)]
    [InlineData("/history 4 #421", 423, 4)]
    public void Found_Message_IsShownAmongWhatWasSaidAroundIt(string line, long before, int limit)
    {
        var screen = LoggedIn();
        screen.Type(line + "\r");
        screen.Effects.OfType<AskNode>().Single().ShouldBe(new AskNode(new GetHistory("room/Global", before, limit)));
        screen.Answer<GetHistory>(new HistoryPage("room/Global",
            [new Posted("dave", "the plan is", 9, "d:1") { Feed = "room/Global", Seq = 421, At = FakeTime.Start }], More: true, AsOf: 500));
        screen.Text.ShouldContain("the plan is");
    }

    [Theory]
    [InlineData("/history @bob#3")]
    [InlineData("/history bob#3")]
    [InlineData("/history @alice~bob#3")]
    public void Found_MessageOfADialogue_IsReachedUnderEitherName(string line)
    {
        var screen = LoggedIn();
        screen.Type(line + "\r");
        screen.Effects.OfType<AskNode>().Single().ShouldBe(new AskNode(new GetHistory("dialogue/alice~bob", 9, 20)));
        screen.Answer<GetHistory>(new HistoryPage("dialogue/alice~bob", [], More: false, AsOf: 3));
        screen.Text.ShouldContain("History of @bob");
    }

    [Fact]
    public void History_AroundAMessageOfARoomThatTheUserIsNotIn_SaysSo()
    {
        var screen = LoggedIn();
        screen.Type("/history elsewhere#1\r");
        screen.Text.ShouldContain("You are not in elsewhere");
    }
}
