using ActorChat.Messages;

namespace ActorChat.Tests.Chat;

public class DurationsTests
{
    [Theory]
    [InlineData("45s", 45)]
    [InlineData("30m", 1_800)]
    [InlineData("1h", 3_600)]
    [InlineData("1h30m", 5_400)]
    [InlineData("7D", 604_800)]
    [InlineData("1d1h1m1s", 90_061)]
    public void Parse_WhenItIsOne_ReadsIt(string text, long seconds) => Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("h")]
    [InlineData("5")]
    [InlineData("-5m")]
    [InlineData("5m1h")]
    [InlineData("5m5m")]
    [InlineData("1.5h")]
    [InlineData("5 m")]
    [InlineData("36501d")]
    [InlineData("99999999999999999999999999999d")]
    [InlineData("٣h")]
    [InlineData("off")]
    public void Parse_WhenItIsNone_SaysSo(string text) => Durations.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(45, "45s")]
    [InlineData(3_600, "1h")]
    [InlineData(5_400, "1h30m")]
    [InlineData(604_800, "7d")]
    public void Format_WhenReadBack_IsTheSame(long seconds, string text)
    {
        Durations.Format(TimeSpan.FromSeconds(seconds)).ShouldBe(text);
        if (seconds > 0) Durations.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void Format_WhenPartOfASecondIsLeft_NeverSaysTooEarly() => Durations.Format(TimeSpan.FromMilliseconds(1_200)).ShouldBe("2s");
}
