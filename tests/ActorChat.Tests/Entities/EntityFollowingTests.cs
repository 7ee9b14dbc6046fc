using Akka.Actor;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Entities;

/// <summary>An entity's actor and its followers; and what it does about writes that came about after it had replayed.</summary>
public sealed class EntityFollowingTests : EntityRig
{
    [Fact]
    public async Task Follower_WhenItsActorEnds_IsDropped_WithItsLabels()
    {
        var (first, _) = await Follow("a", "alice");
        var (second, _) = await Follow("a");
        Sys.Stop(first.Ref);
        var gone = (LabelsChanged)await second.FishForMessageAsync(
            message => message is LabelsChanged { Offline.Count: > 0 }, Eventually.Deadline);
        gone.Offline.ShouldBe(["alice"]);
    }

    [Fact]
    public async Task Follower_WhenItDoesNotCount_IsToldToFollowAnew()
    {
        await Answer("a", new Get());
        var entity = await Find("a");
        entity.Tell(new CheckHead(0), TestActor);
        await ExpectMsgAsync<Refollow>();
        entity.Tell(new Relabel(["alice"], []), TestActor);
        await ExpectMsgAsync<Refollow>();
        entity.Tell(Unfollow.Instance, TestActor);
        (await Follow("a")).Entity.ShouldBe(entity);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Follower_WhenItHasMissedSomething_IsToldHowFarTheFeedGoes_AndElseNothing()
    {
        await Answer("a", new Add(1));
        await Answer("a", new Add(2));
        var (follower, entity) = await Follow("a", "alice");
        entity.Tell(new CheckHead(2), follower);
        entity.Tell(new CheckHead(1), follower);
        var answer = await follower.ExpectMsgAsync<FollowAnswer>();
        answer.Head.ShouldBe(2);
        answer.Online.ShouldBe(["alice"]);
        await follower.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Signal_WhenItComes_ReachesFollowers_AndWritesNothing()
    {
        var (follower, _) = await Follow("a");
        Shard.Tell(new SignalFeed(Counter.Id("a"), "hello"u8.ToArray()));
        var signal = (Signalled)await follower.FishForMessageAsync(message => message is Signalled, Eventually.Deadline);
        signal.Frame.ToArray().ShouldBe("hello"u8.ToArray());
        Journal.Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Entity_WhenALateWriteHasComeAbout_ReplaysIt()
    {
        Options.LateWriteCheck = TimeSpan.FromMilliseconds(50);
        await Answer("a", new Add(1));
        var (_, entity) = await Follow("a");
        await WatchAsync(entity);
        ReadHead = _ => Task.FromResult(2L);
        await ExpectTerminatedAsync(entity, Eventually.Deadline);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Entity_WhenNoLateWriteHasComeAbout_Stays_AndLooksAgain(bool cantBeRead)
    {
        Options.LateWriteCheck = TimeSpan.FromMilliseconds(20);
        var looked = 0;
        ReadHead = _ =>
        {
            Interlocked.Increment(ref looked);
            return cantBeRead ? Task.FromException<long>(new StoreUnavailableException("away")) : Task.FromResult(0L);
        };
        await Answer("a", new Get());
        var (_, entity) = await Follow("a");
        await Eventually.True(() => Volatile.Read(ref looked) >= 3, "it looks again");
        (await Find("a")).ShouldBe(entity);
        (await Answer("a", new Add(1))).ShouldBe(1);
    }
}
