using ActorChat.Node.Settings;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.Clustering;

/// <summary>Which letters are sent when.</summary>
public sealed class PostmanCoreTests
{
    readonly LetterOptions options = NodeSettings.Default.Letters with { Page = 3 };
    readonly PostmanCore postman;

    public PostmanCoreTests() => postman = new(options);

    [Fact]
    public void Letter_WhileItIsOnItsWay_IsSentOnce_AndAgainWhenThatTakesTooLong()
    {
        Read(0, 1, 2).ShouldBe([1L, 2L]);
        Read(1, 1, 2).ShouldBeEmpty();
        Read(options.Retry.TotalSeconds, 1, 2).ShouldBe([1L, 2L]);
    }

    [Fact]
    public void Letters_WhenManyAreOnTheirWay_DoNotHideTheOthers()
    {
        Read(0, 1, 2, 3).ShouldBe([1L, 2L, 3L]);
        postman.BeginRead(TimeSpan.Zero).ShouldBe(6);
        var (toSend, readAgain) = postman.OnRead([.. Letters(1, 2, 3, 4, 5, 6)], 6, TimeSpan.Zero);
        toSend.Select(letter => letter.Id).ShouldBe([4L, 5L, 6L]);
        readAgain.ShouldBeTrue("the page was full");
    }

    [Fact]
    public void Hint_WhileAReadIsUnderWay_MakesAnotherReadFollow()
    {
        postman.BeginRead(TimeSpan.Zero).ShouldBe(3);
        postman.BeginRead(TimeSpan.Zero).ShouldBeNull();
        postman.OnRead([], 3, TimeSpan.Zero).ReadAgain.ShouldBeTrue();
        postman.BeginRead(TimeSpan.Zero).ShouldBe(3);
        postman.OnRead([], 3, TimeSpan.Zero).ReadAgain.ShouldBeFalse();
    }

    [Fact]
    public void Read_WhenTheStoreDidNotAnswer_IsTriedAgain()
    {
        postman.BeginRead(TimeSpan.Zero).ShouldBe(3);
        postman.OnUnreadable();
        Read(0, 1).ShouldBe([1L]);
    }

    List<long> Read(double seconds, params long[] due)
    {
        var now = TimeSpan.FromSeconds(seconds);
        var limit = postman.BeginRead(now).ShouldNotBeNull();
        return [.. postman.OnRead([.. Letters(due)], limit, now).ToSend.Select(letter => letter.Id)];
    }

    static IEnumerable<StoredLetter> Letters(params long[] ids) => ids.Select(id => PostmanTests.Letter(id, Counter.Id("a")));
}
