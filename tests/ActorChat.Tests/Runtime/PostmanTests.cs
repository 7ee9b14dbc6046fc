using ActorChat.Node.Entities;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class PostmanTests
{
    [Fact]
    public async Task Letter_WhenSent_HasItsEffectOnce()
    {
        await using var rig = await EntityRig.Start();
        rig.Host.LetterCommitted += _ => rig.Postman.Hint();
        rig.RunPostman();
        for (var i = 0; i < 5; i++) await rig.Answer("a", new Tell("b", 1));
        await Eventually.See(() => rig.Answer("b", new Get()), value => value == 5, "all five");
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        await Waiting(rig, 0);
        (await rig.Answer("b", new Get())).ShouldBe(5);
    }

    [Fact]
    public async Task Letter_WhenDueLater_WaitsUntilThen()
    {
        await using var rig = await EntityRig.Start();
        rig.RunPostman();
        await rig.Answer("a", new Tell("b", 1, rig.Time.GetUtcNow() + TimeSpan.FromHours(0.5)));
        rig.Time.Advance(TimeSpan.FromMinutes(29));
        (await rig.Answer("b", new Get())).ShouldBe(0);
        await Waiting(rig, 1);
        await Eventually.See(() =>
        {
            rig.Time.Advance(rig.Options.LetterPoll);
            return rig.Answer("b", new Get());
        }, value => value == 1, "the letter has come");
        rig.Time.GetUtcNow().TimeOfDay.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(10.5));
    }

    [Theory]
    [InlineData(CommitOutcome.Conflict, false)]
    [InlineData(CommitOutcome.Unknown, false)]
    [InlineData(CommitOutcome.Unknown, true)]
    public async Task Letter_WhenItsCommitIsNotCertain_HasItsEffectOnce(CommitOutcome outcome, bool keeps)
    {
        await using var rig = await EntityRig.Start();
        await rig.Answer("a", new Tell("b", 1));
        rig.Held.FailNext(outcome, keeps);
        rig.RunPostman();
        await Eventually.See(() =>
        {
            rig.Time.Advance(rig.Options.LetterPoll);
            return rig.Ask("b", new Get());
        }, result => result.Reply is 1L, "the letter has its effect");
        await Waiting(rig, 0);
        rig.Time.Advance(TimeSpan.FromMinutes(1));
        (await rig.Answer("b", new Get())).ShouldBe(1);
    }

    [Fact]
    public async Task Letter_WhenItsShardMoves_IsDeliveredByTheNextOwner_Once()
    {
        await using var rig = await EntityRig.Start();
        rig.RunPostman();
        rig.Held.Hold();
        var told = rig.Ask("a", new Tell("b", 1));
        await Eventually.True(() => rig.Held.Batches.Count == 1, "a commit is under way");
        var closing = rig.Host.Close(rig.Host.OpenShards);
        rig.Held.Release();
        await closing.WaitAsync(Eventually.Deadline);
        (await told).Status.ShouldBe(AskStatus.Answered);
        await Waiting(rig, 1);

        await rig.OpenAll();
        await Eventually.See(() =>
        {
            rig.Time.Advance(rig.Options.LetterPoll);
            return rig.Answer("b", new Get());
        }, value => value == 1, "the letter has come");
        await Waiting(rig, 0);
    }

    static Task Waiting(EntityRig rig, int letters) => Eventually.See(
        async () => (await rig.Store.ReadDue([.. Enumerable.Range(0, rig.Options.ShardCount)], DateTimeOffset.MaxValue, 100, default)).Count,
        count => count == letters, $"{letters} letters wait");
}
