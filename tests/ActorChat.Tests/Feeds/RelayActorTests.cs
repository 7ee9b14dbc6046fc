using ActorChat.Node.Settings;
using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using ActorChat.Node;
using ActorChat.Node.Feeds;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Feeds;

/// <summary>How a relay's actor keeps it counted in by the entity, which is played by probes.</summary>
public sealed class RelayActorTests : TestKit
{
    readonly FeedRig rig = new();
    readonly FeedOptions options = NodeSettings.Default.Feeds with
    {
        FollowInterval = TimeSpan.FromMilliseconds(200), FollowTimeout = TimeSpan.FromMilliseconds(200),
    };
    readonly TestProbe region;

    public RelayActorTests() => region = CreateTestProbe();

    [Fact]
    public async Task Relay_WhenNobodyAnswers_AsksAgain()
    {
        rig.Follow();
        Begin();
        await Asked();
        await Asked();
        await Asked();
    }

    [Fact]
    public async Task Relay_WhenTheEntityAnswers_IsCountedIn_AndTakesWhatItSends()
    {
        var (listener, subscription) = rig.Follow("alice");
        rig.Relay.OnLost();
        var relay = Begin();
        (await Asked()).Labels.ShouldBe(["alice"]);
        var entity = CreateTestProbe();
        relay.Tell(new FollowAnswer(0, ["alice"]), entity);
        await subscription.Following.WaitAsync(Eventually.Deadline);
        subscription.Start("counter", 0, isInAt: 0);
        relay.Tell(FeedRun.Of(new(1, null, "1:1"u8.ToArray())), entity);
        relay.Tell(new Signalled("hello"u8.ToArray()), entity);
        relay.Tell(new LabelsChanged(["bob"], []), entity);
        await Eventually.See(() => listener.All, told => told.EndsWith("caught up 1:1 signal hello +bob-", StringComparison.Ordinal),
            "all that the entity sent");
        (await entity.ExpectMsgAsync<CheckHead>(Eventually.Deadline)).Head.ShouldBe(1);
    }

    [Fact]
    public async Task Labels_WhenTheyChange_AreToldToTheEntity_ButNotBeforeItAnswers()
    {
        var (_, subscription) = rig.Follow("alice");
        var relay = Begin();
        await Asked();
        subscription.Relabel("bob");
        relay.Tell(FollowingActor.Changed.Instance);
        var entity = CreateTestProbe();
        relay.Tell(new FollowAnswer(0, ["alice"]), entity);
        var changed = await entity.ExpectMsgAsync<Relabel>(Eventually.Deadline);
        (changed.Added.ShouldHaveSingleItem(), changed.Removed.ShouldHaveSingleItem()).ShouldBe(("bob", "alice"));
        subscription.Relabel("carol");
        relay.Tell(FollowingActor.Changed.Instance);
        ((Relabel)await entity.FishForMessageAsync(message => message is Relabel, Eventually.Deadline)).Added.ShouldBe(["carol"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entity_WhenItEndsOrSaysSo_IsAskedAnew_AndTheNextCounts(bool says)
    {
        var (_, subscription) = rig.Follow();
        var relay = Begin();
        await Asked();
        var (former, next) = (CreateTestProbe(), CreateTestProbe());
        relay.Tell(new FollowAnswer(0, []), former);
        await former.ExpectMsgAsync<CheckHead>(Eventually.Deadline);
        await region.ExpectNoMsgAsync(TimeSpan.Zero);
        if (says) relay.Tell(Refollow.Instance, former);
        else Sys.Stop(former.Ref);
        await Asked();
        subscription.Following.IsCompleted.ShouldBeFalse();
        relay.Tell(new FollowAnswer(0, []), next);
        await next.ExpectMsgAsync<CheckHead>(Eventually.Deadline);
        subscription.Following.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Feed_WhenNobodyFollowsIt_IsGivenUp()
    {
        var (_, subscription) = rig.Follow();
        var relay = Begin();
        await WatchAsync(relay);
        var entity = CreateTestProbe();
        relay.Tell(new FollowAnswer(0, []), entity);
        await entity.ExpectMsgAsync<CheckHead>(Eventually.Deadline);
        subscription.End();
        await entity.FishForMessageAsync(message => message is Unfollow, Eventually.Deadline);
        await ExpectTerminatedAsync(relay, Eventually.Deadline);
        rig.Relay.IsDropped.ShouldBeTrue();
    }

    IActorRef Begin() => Sys.ActorOf(ActorBy.Props(() => new RelayActor(rig.Relay, region.Ref, options, relay => relay.TryDrop())));

    async Task<Follow> Asked()
    {
        var asked = await region.ExpectMsgAsync<Follow>(Eventually.Deadline);
        asked.To.ShouldBe(FeedRig.Feed);
        return asked;
    }
}
