using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Entities;
using ActorChat.Node.Former.Ownership;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class RegionTests : IRemoteAsk
{
    static readonly NodeRecord Here = new("one", "one", "c:1", "l:1"), There = new("two", "two", "c:2", "l:2");

    readonly Queue<AskResult> remote = new();
    readonly ClusterView view = new();
    int epoch;

    [Fact]
    public async Task Ask_WhenTheShardIsHere_IsAnsweredHere()
    {
        await using var rig = await EntityRig.Start();
        Own(rig, Here);
        (await Region(rig).Ask(Counter.Id("a"), new Add(1))).Reply.ShouldBe(1L);
    }

    [Fact]
    public async Task Ask_WhileTheShardHasNoOwner_WaitsForOne()
    {
        await using var rig = await EntityRig.Start();
        var asked = Region(rig).Ask(Counter.Id("a"), new Add(1));
        await Eventually.True(() => rig.Time.Waiting > 0, "it waits");
        asked.IsCompleted.ShouldBeFalse();
        Own(rig, Here);
        (await asked.WaitAsync(Eventually.Deadline)).Reply.ShouldBe(1L);
    }

    [Fact]
    public async Task Ask_WhenThereIsNoOwnerInTime_IsUnavailable()
    {
        await using var rig = await EntityRig.Start();
        var stale = 0;
        var region = Region(rig);
        region.Stale += () => Interlocked.Increment(ref stale);
        var asked = region.Ask(Counter.Id("a"), new Add(1), timeout: TimeSpan.FromSeconds(3));
        await Eventually.True(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            return asked.IsCompleted;
        }, "an answer");
        (await asked).Status.ShouldBe(AskStatus.Unavailable);
        stale.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(Repeat.Always, AskStatus.Answered)]
    [InlineData(Repeat.WhenCertain, AskStatus.Unknown)]
    public async Task Ask_WhenTheWayBackIsLost_IsRepeatedOnlyIfThatDoesNoHarm(Repeat repeat, AskStatus expected)
    {
        await using var rig = await EntityRig.Start();
        Own(rig, There);
        remote.Enqueue(new(AskStatus.Unknown));
        remote.Enqueue(new(AskStatus.Answered, 7L));
        (await Ended(rig, Region(rig).Ask(Counter.Id("a"), new Add(1), repeat))).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task Ask_WhenTheOwnerHasMoved_GoesToTheNext()
    {
        await using var rig = await EntityRig.Start();
        Own(rig, There);
        remote.Enqueue(new(AskStatus.Moved));
        var asked = Region(rig).Ask(Counter.Id("a"), new Add(1));
        await Eventually.True(() => remote.Count == 0, "it was asked there");
        Own(rig, Here);
        (await Ended(rig, asked)).Reply.ShouldBe(1L);
    }

    [Theory]
    [InlineData(AskStatus.Overloaded)]
    [InlineData(AskStatus.Failed)]
    public async Task Ask_WhenRefused_IsNotRepeated(AskStatus refusal)
    {
        await using var rig = await EntityRig.Start();
        Own(rig, There);
        remote.Enqueue(new(refusal));
        (await Region(rig).Ask(Counter.Id("a"), new Add(1), Repeat.Always)).Status.ShouldBe(refusal);
    }

    [Fact]
    public async Task Ask_WhenItsTimeIsUpBeforeTheEntityTookIt_HasNoEffect()
    {
        await using var rig = await EntityRig.Start(options => options.MaxEventsPerWrite = 1);
        Own(rig, Here);
        rig.Held.Hold();
        var first = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var region = Region(rig);
        var second = rig.Ask("a", new Add(1));
        var late = region.Ask(Counter.Id("a"), new Add(100), timeout: TimeSpan.FromSeconds(1));
        (await Ended(rig, late)).Status.ShouldBe(AskStatus.Unavailable);
        rig.Held.Release();
        await Task.WhenAll(first, second);
        (await rig.Answer("a", new Get())).ShouldBe(2);
    }

    public Task<AskResult> Ask(NodeRecord owner, EntityId to, EntityKind kind, object command, TimeSpan timeout) =>
        Task.FromResult(remote.TryDequeue(out var result) ? result : new AskResult(AskStatus.Moved));

    Region Region(EntityRig rig) => new(view, rig.Host, Counter.Kinds, this, rig.Options, rig.Time) { Me = "one" };

    void Own(EntityRig rig, NodeRecord owner) => view.Update(
        new([Here, There], [.. Enumerable.Range(0, rig.Options.ShardCount).Select(shard => new ShardRecord(shard, owner.Incarnation, ++epoch))], null), rig.Options.ShardCount);

    static async Task<AskResult> Ended(EntityRig rig, Task<AskResult> asked)
    {
        await Eventually.True(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            return asked.IsCompleted;
        }, "an answer");
        return await asked;
    }
}
