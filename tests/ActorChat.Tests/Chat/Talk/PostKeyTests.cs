using ActorChat.Node.Chat.Talk;

namespace ActorChat.Tests.Chat.Talk;

public class PostKeyTests
{
    [Theory]
    [InlineData("k3x9:17", "k3x9", 17)]
    [InlineData("A:1", "A", 1)]
    [InlineData("12345678901234567890123456789012:9223372036854775807", "12345678901234567890123456789012", long.MaxValue)]
    public void TryParse_WhenDeviceAndNumber_ReadsThem(string text, string device, long number)
    {
        PostKey.TryParse(text, out var key).ShouldBeTrue();
        key.ShouldBe(new PostKey(device, number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData(":1")]
    [InlineData("k:")]
    [InlineData("k:0")]
    [InlineData("k:-1")]
    [InlineData("k:+1")]
    [InlineData("k:01")]
    [InlineData("k: 1")]
    [InlineData("k:1 ")]
    [InlineData("k:1:1")]
    [InlineData("k:1e3")]
    [InlineData("k:1,000")]
    [InlineData("k:١")]
    [InlineData("ü:1")]
    [InlineData("a-b:1")]
    [InlineData("a b:1")]
    [InlineData("123456789012345678901234567890123:1")]
    [InlineData("k:9223372036854775808")]
    public void TryParse_WhenAnythingElse_Refuses(string text) => PostKey.TryParse(text, out _).ShouldBeFalse();
}
