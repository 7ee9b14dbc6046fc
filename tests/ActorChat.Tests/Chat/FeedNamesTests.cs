using ActorChat.Node.Chat;

namespace ActorChat.Tests.Chat;

public class FeedNamesTests
{
    [Theory]
    [InlineData("user/Alice", "user/alice")]
    [InlineData("room/Global", "room/global")]
    [InlineData("dialogue/Bob~alice", "dialogue/alice~bob")]
    public void Parse_WhenAFeed_IsTheEntity(string feed, string entity) =>
        FeedNames.Parse(feed).ShouldNotBeNull().ToString().ShouldBe(entity);

    [Theory]
    [InlineData("files/alice")]
    [InlineData("room/a/b")]
    [InlineData("user/a")]
    [InlineData("dialogue/alice~bob~carol")]
    [InlineData("dialogue/alice~")]
    [InlineData("alice")]
    public void Parse_WhenNone_IsNull(string feed) => FeedNames.Parse(feed).ShouldBeNull();

    [Theory]
    [InlineData("Bob", "alice", "dialogue/alice~Bob")]
    [InlineData("alice", "Bob", "dialogue/alice~Bob")]
    public void Dialogue_IsInTheOrderOfItsId(string one, string other, string feed) => FeedNames.Dialogue(one, other).ShouldBe(feed);
}
