using ActorChat.Actors.Entities;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class JournalTests
{
    [Fact]
    public async Task Writes_WhileACommitIsUnderWay_GatherIntoOne()
    {
        await using var rig = await EntityRig.Start();
        foreach (var name in Names) await rig.Answer(name, new Get());
        rig.Held.Hold();
        var first = rig.Ask("first", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var rest = Names.Select(name => rig.Ask(name, new Add(1))).ToList();
        // A query behind each write has been decided once it waits for the same commit.
        var queries = Names.Select(name => rig.Ask(name, new Get())).ToList();
        await rig.Follow("witness", "n2");
        rig.Held.Release();
        await Task.WhenAll([first, .. rest, .. queries]);
        rig.Held.Batches.Sum(batch => batch.Count).ShouldBe(Names.Length + 1);
        rig.Held.Batches.Count.ShouldBeLessThan(Names.Length);
        rig.Journal.Counters.Writes.ShouldBe(Names.Length + 1);
    }

    [Fact]
    public async Task Commit_WhenItIsNotBackInTime_IsUnknown_AndDoesNotComeAboutLate()
    {
        await using var rig = await EntityRig.Start();
        rig.Held.Hold();
        var asked = rig.Ask("a", new Add(1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        rig.Time.Advance(rig.Options.CommitTimeout);
        (await asked).Status.ShouldBe(AskStatus.Unknown);
        await Eventually.See(() => rig.Store.ReadCluster(default), cluster => cluster.Shards.Any(shard => shard.Epoch == 2), "a higher epoch");
        rig.Held.Release();
        // The shard is held at a higher epoch since: the late commit is fenced.
        await Eventually.See(() => rig.Ask("a", new Add(10)), result => result.Status == AskStatus.Answered, "an answer");
        (await rig.Answer("a", new Get())).ShouldBe(10);
    }

    static readonly string[] Names = [.. Enumerable.Range(1, 20).Select(i => $"c{i}")];
}
