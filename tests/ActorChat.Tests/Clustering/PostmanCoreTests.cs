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
        postman.BeginRead().ShouldBe(6);
        var (toSend, readAgain) = postman.OnRead([.. Letters(1, 2, 3, 4, 5, 6)], 6, TimeSpan.Zero);
        toSend.Select(letter => letter.Id).ShouldBe([4L, 5L, 6L]);
        readAgain.ShouldBeTrue("the page was full");
    }

    [Fact]
    public void Letter_WhenItIsForNow_IsLeftToItsSender_UntilThatTakesTooLong()
    {
        Read(0, NewLetter.ForNow, 1, 2).ShouldBeEmpty();
        Read(1, NewLetter.ForNow, 1, 2).ShouldBeEmpty();
        Read(options.Retry.TotalSeconds, NewLetter.ForNow, 1, 2, 3).ShouldBe([1L, 2L]);
        Read(options.Retry.TotalSeconds + 1, NewLetter.ForNow, 1, 2, 3).ShouldBeEmpty();
        Read(2 * options.Retry.TotalSeconds, NewLetter.ForNow, 1, 2, 3).ShouldBe([1L, 2L, 3L]);
    }

    [Fact]
    public void Letter_WhenItIsGone_IsForgotten()
    {
        Read(0, 1, 2, 3).ShouldBe([1L, 2L, 3L]);
        Read(options.Retry.TotalSeconds).ShouldBeEmpty();
        postman.BeginRead().ShouldBe(3);
    }

    [Fact]
    public void Read_WhileOneIsUnderWay_IsNotBegun()
    {
        postman.BeginRead().ShouldBe(3);
        postman.BeginRead().ShouldBeNull();
        postman.OnRead([], 3, TimeSpan.Zero).ReadAgain.ShouldBeFalse();
        postman.BeginRead().ShouldBe(3);
    }

    [Fact]
    public void Read_WhenTheStoreDidNotAnswer_IsTriedAgain()
    {
        postman.BeginRead().ShouldBe(3);
        postman.OnUnreadable();
        Read(0, 1).ShouldBe([1L]);
    }

    List<long> Read(double seconds, params long[] due) => Read(seconds, DateTimeOffset.UnixEpoch.AddDays(1), due);

    List<long> Read(double seconds, DateTimeOffset at, params long[] due)
    {
        var now = TimeSpan.FromSeconds(seconds);
        var limit = postman.BeginRead().ShouldNotBeNull();
        return [.. postman.OnRead([.. due.Select(id => PostmanTests.Letter(id, Counter.Id("a"), at))], limit, now)
            .ToSend.Select(letter => letter.Id)];
    }

    static IEnumerable<StoredLetter> Letters(params long[] ids) => ids.Select(id => PostmanTests.Letter(id, Counter.Id("a")));
}
