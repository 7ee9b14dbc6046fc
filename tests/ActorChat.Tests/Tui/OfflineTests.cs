using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

/// <summary>What a user sees who asks for something while there is no connection.</summary>
public sealed class OfflineTests
{
    const string Sentence = "There is no connection yet: this is asked as soon as there is one.";

    [Theory]
    [InlineData(LinkState.Waiting, true)]
    [InlineData(LinkState.Connecting, true)]
    [InlineData(LinkState.Open, false)]
    public void Question_WhenThereIsNoConnection_IsSaidToWait(object state, bool waits)
    {
        var screen = new ScreenDriver(80, 24);
        screen.Tell(new LinkChanged(new LinkStatus((LinkState)state, "a:1", null, "refused")));
        screen.Type("/login alice correct-horse\r");
        screen.Text.Contains(Sentence, StringComparison.Ordinal).ShouldBe(waits, screen.Text);
    }
}
