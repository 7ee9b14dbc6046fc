using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using ActorChat.Node.Feeds;
using ActorChat.Node.Settings;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.Feeds;

/// <summary>Sessions that follow a feed themselves, each by an actor of its own; the entity is played by a probe.</summary>
public sealed class SessionActorTests : TestKit
{
    // Nothing of what is tested may wait for the intervals.
    static readonly TimeSpan Never = TimeSpan.FromHours(1);

    readonly Relays relays = new(
        Counter.Kinds, new PageStore(), NodeSettings.Default.Feeds with { FollowInterval = Never, FollowTimeout = Never },
            TimeProvider.System);

    readonly TestProbe entity;

    public SessionActorTests() => entity = CreateTestProbe();

    [Fact]
    public async Task Sessions_WhenTheyFollowTheSameFeed_AreCountedInEachByItself()
    {
        Begin();
        Subscribe("desk");
        var desk = await Asked("desk");
        Subscribe("phone");
        var phone = await Asked("phone");
        desk.Path.Parent.ShouldBe(phone.Path.Parent);
        (desk.Path.Parent.Name, desk.Path.Name, phone.Path.Name).ShouldBe(("sessions", "alice-1", "alice-2"));
        (await ActorSelection("/user/sessions/alice-2").ResolveOne(Eventually.Deadline)).ShouldBe(phone);
        relays.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Name_WhenAPathCouldNotHaveIt_IsEscaped()
    {
        Begin();
        relays.SubscribeSession(FeedRig.Feed, "李 雷/x", "desk", new Listener());
        Uri.UnescapeDataString((await Asked("desk")).Path.Name).ShouldBe("李 雷/x-1");
    }

    [Fact]
    public async Task Session_WhenItsFollowersEnd_LeavesAtOnce()
    {
        Begin();
        var subscription = Subscribe("desk");
        var beside = subscription.Beside(new Listener());
        var session = await Asked("desk");
        await WatchAsync(session);
        session.Tell(new FollowAnswer(0, ["desk"]), entity);
        await subscription.Following.WaitAsync(Eventually.Deadline);
        subscription.End();
        (await entity.ExpectMsgAsync<Relabel>(Eventually.Deadline)).Removed.ShouldBe(["desk"]);
        relays.Count.ShouldBe(1, "one of its followers is there still");
        beside.End();
        await entity.ExpectMsgAsync<Unfollow>(Eventually.Deadline);
        await ExpectTerminatedAsync(session, Eventually.Deadline);
        relays.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Session_WhenItEndsBeforeItIsCountedIn_LeavesAllTheSame()
    {
        Begin();
        var subscription = Subscribe("desk");
        var session = await Asked("desk");
        await WatchAsync(session);
        subscription.End();
        await ExpectTerminatedAsync(session, Eventually.Deadline);
        subscription.Beside(new Listener()).Start("counter", 0, 0);
        relays.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Session_WhenThereIsNoActorSystem_EndsWithoutATrace_AndOneThatStaysIsCountedInByTheNext()
    {
        Subscribe("desk").End();
        relays.Count.ShouldBe(0);
        Subscribe("phone");
        Begin();
        await Asked("phone");
        await entity.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Node_WhenItComesBackAsANewIncarnation_HasItsSessionsFollowAnew()
    {
        Begin();
        var subscription = Subscribe("desk");
        var first = await Asked("desk");
        first.Tell(new FollowAnswer(0, ["desk"]), entity);
        await subscription.Following.WaitAsync(Eventually.Deadline);
        relays.End();
        Sys.Stop(first);
        await Eventually.True(() => !subscription.Following.IsCompleted, "it is not counted in any more");
        // All that this incarnation had goes with it.
        foreach (var path in (string[])["/user/sessions", "/user/feeds"])
        {
            var parent = await ActorSelection(path).ResolveOne(Eventually.Deadline);
            await parent.GracefulStop(Eventually.Deadline);
        }
        Begin();
        (await Asked("desk")).ShouldNotBe(first);
    }

    void Begin() => relays.Begin(Sys, _ => entity);

    Subscription Subscribe(string label) => relays.SubscribeSession(FeedRig.Feed, "alice", label, new Listener());

    // Who asks to be counted in under this label.
    async Task<IActorRef> Asked(string label)
    {
        (await entity.ExpectMsgAsync<Follow>(Eventually.Deadline)).Labels.ShouldBe([label]);
        return entity.LastSender;
    }
}
