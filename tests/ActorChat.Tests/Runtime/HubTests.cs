using ActorChat.Node.Entities;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class HubTests
{
    [Fact]
    public async Task Events_WhenSeveralNodesFollow_GoToEachOnce_InOrder()
    {
        await using var rig = await EntityRig.Start();
        await rig.Follow("a", "n2");
        await rig.Follow("a", "n3");
        rig.Published.Clear();
        await rig.Answer("a", new Add(1));
        await rig.Answer("a", new Add(2));
        rig.Published.Where(one => one.Node == "n2").Select(one => one.Frame).ShouldBe(["1:1", "2:2"]);
        rig.Published.Where(one => one.Node == "n3").Select(one => one.Frame).ShouldBe(["1:1", "2:2"]);
    }

    [Fact]
    public async Task Labels_WhenShownOnSeveralNodes_AreNewsOnTheFirstComingAndTheLastGoing()
    {
        await using var rig = await EntityRig.Start();
        (await rig.Follow("a", "n2", "alice")).Online.ShouldBe(["alice"]);
        rig.Published.Clear();
        (await rig.Follow("a", "n3", "alice", "bob")).Online.ShouldBe(["alice", "bob"], ignoreOrder: true);
        rig.Published.Select(one => one.Frame).Distinct().ShouldBe(["+bob-"]);
        rig.Published.Clear();

        var hub = rig.Host.FindHub(Counter.Id("a"))!;
        hub.Relabel("n2", [], ["alice"]).ShouldBeTrue();
        rig.Published.ShouldBeEmpty();
        hub.Unfollow("n3");
        rig.Published.ShouldBe([("n2", "+-alice-bob")]);
        hub.Relabel("n3", ["carol"], []).ShouldBeFalse();
    }

    [Fact]
    public async Task Signal_WhenItComes_GoesToEveryFollowingNode_AndHasNoNumber()
    {
        await using var rig = await EntityRig.Start();
        await rig.Follow("a", "n2");
        await rig.Follow("a", "n3");
        rig.Published.Clear();
        rig.Host.FindHub(Counter.Id("a"))!.Signal("hello"u8.ToArray());
        rig.Published.ShouldBe([("n2", "signal hello"), ("n3", "signal hello")], ignoreOrder: true);
        rig.Published.Clear();
        await rig.Answer("a", new Add(1));
        rig.Published.Where(one => one.Node == "n2").Select(one => one.Frame).ShouldBe(["1:1"]);
    }

    [Fact]
    public async Task Label_WhenItIsExchanged_GoesAndComesInOneStep()
    {
        await using var rig = await EntityRig.Start();
        await rig.Follow("a", "n2", "alice");
        await rig.Follow("a", "n3");
        rig.Published.Clear();
        rig.Host.FindHub(Counter.Id("a"))!.Relabel("n2", ["alice/away"], ["alice"]).ShouldBeTrue();
        rig.Published.ShouldBe([("n2", "+alice/away-alice"), ("n3", "+alice/away-alice")], ignoreOrder: true);
    }

    [Fact]
    public async Task Follower_WhenItIsCountedInWhileTheShardCloses_IsNoGhostWhenItOpensAgain()
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Add(1));
        var closing = new TaskCompletionSource<Task>(TaskCreationOptions.RunContinuationsAsynchronously);
        rig.Host.Deliver(Counter.Id("a"), new FollowEnvelope("n2", [], _ =>
        {
            rig.Host.Deliver(Counter.Id("a"), new FollowEnvelope("n3", ["ghost"], _ => { }));
            closing.SetResult(rig.Host.Close(rig.Host.OpenShards));
        }));
        await (await closing.Task.WaitAsync(Eventually.Deadline)).WaitAsync(Eventually.Deadline);
        await rig.OpenAll();
        (await rig.Follow("a", "n4")).Online.ShouldBeEmpty();
    }

    [Fact]
    public async Task Follower_WhenItsNodeIsGone_IsDropped()
    {
        await using var rig = await EntityRig.Start();
        await rig.Follow("a", "n2", "alice");
        rig.Host.RetainFollowers(node => node != "n2");
        var hub = rig.Host.FindHub(Counter.Id("a"))!;
        hub.IsEmpty.ShouldBeTrue();
        hub.HeadFor("n2").ShouldBeNull();
    }
}
