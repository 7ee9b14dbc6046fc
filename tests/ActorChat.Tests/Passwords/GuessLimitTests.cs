using ActorChat.Node.Settings;
using ActorChat.Node.Passwords;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Passwords;

public sealed class GuessLimitTests
{
    readonly ManualTime time = new();
    readonly GuessLimit limit;

    public GuessLimitTests() =>
        limit = new(NodeSettings.Default.Passwords with { MaxGuesses = 3, GuessBackEvery = TimeSpan.FromSeconds(10) }, time);

    [Fact]
    public void Address_WhenItHasGuessedTooOften_WaitsUntilItGetsOneBack()
    {
        Guess("10.0.0.1:1", 3);
        limit.Wait("10.0.0.1:2")!.Value.TotalSeconds.ShouldBe(10, 0.1);
        time.Advance(TimeSpan.FromSeconds(4));
        limit.Wait("10.0.0.1:2")!.Value.TotalSeconds.ShouldBe(6, 0.1);
        time.Advance(TimeSpan.FromSeconds(6.1));
        limit.Wait("10.0.0.1:2").ShouldBeNull();
    }

    [Fact]
    public void Address_WhenAnotherHasGuessedTooOften_NeedNotWait()
    {
        Guess("10.0.0.1:1", 3);
        limit.Wait("10.0.0.2:1").ShouldBeNull();
    }

    [Theory]
    [InlineData("[2001:db8:1:2:3:4:5:6]:1", "[2001:db8:1:2::9]:7", true)]
    [InlineData("[2001:db8:1:2:3:4:5:6]:1", "[2001:db8:1:3::9]:7", false)]
    [InlineData("[::ffff:10.0.0.1]:1", "10.0.0.1:1", true)]
    public void Network_WhenOfVersion6_CountsAsOneAddress(string guesser, string other, bool same)
    {
        Guess(guesser, 3);
        (limit.Wait(other) is not null).ShouldBe(same);
    }

    [Fact]
    public void Addresses_WhenThereAreVeryMany_TheWorstAreNotForgotten()
    {
        Guess("10.0.0.1:1", 3);
        for (var i = 0; i < 12_000; i++) Guess($"11.{i / 65_536}.{i / 256 % 256}.{i % 256}:1", 1);
        limit.Wait("10.0.0.1:1").ShouldNotBeNull();
    }

    void Guess(string address, int times)
    {
        for (var i = 0; i < times; i++) limit.Count(address);
    }
}
