using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Clustering;

/// <summary>How often an entity is asked, and what the asker learns in the end.</summary>
public sealed class RegionTests : IEntities
{
    readonly ManualTime time = new();
    readonly Region region;
    readonly ConcurrentQueue<AskResult?> results = new();
    readonly ConcurrentQueue<(EntityMessage Question, TimeSpan Patience)> asked = new();

    static AskResult Refused { get; } = new(AskStatus.Answered, new ForClient(new Error(ErrorCodes.NotInRoom, "not in it")));

    public RegionTests() => region = new(NodeSettings.Default.Asking, time);

    [Fact]
    public async Task Ask_WhenTheEntityAnswers_IsOver()
    {
        region.Begin(this);
        results.Enqueue(new(AskStatus.Answered, 7L));
        (await Ask()).Reply.ShouldBe(7L);
        asked.ShouldHaveSingleItem().Question.ShouldBe(new(Counter.Id("a"), new Get()));
    }

    [Fact]
    public async Task Ask_WhileThereIsNoActorSystem_WaitsForOne()
    {
        var waiting = Ask();
        await Eventually.True(() => time.Waiting > 0, "it waits");
        waiting.IsCompleted.ShouldBeFalse();
        results.Enqueue(new(AskStatus.Answered, 7L));
        region.Begin(this);
        (await waiting.WaitAsync(Eventually.Deadline)).Reply.ShouldBe(7L);
    }

    [Fact]
    public async Task Ask_WhenNothingTakesItInTime_IsUnavailable()
    {
        region.Begin(this);
        region.End();
        var waiting = region.Ask(Counter.Id("a"), new Get(), timeout: TimeSpan.FromSeconds(3));
        (await Ended(waiting)).Status.ShouldBe(AskStatus.Unavailable);
        asked.ShouldBeEmpty();
    }

    // The first may be under way still, and come about when what spoke against it has changed.
    [Theory]
    [InlineData(Repeat.ByKey, AskStatus.Unknown)]
    [InlineData(Repeat.Always, AskStatus.Answered)]
    public async Task Ask_WhenOneAttemptIsUnknownAndTheNextRefused_IsUnknownForWhatAKeyMakesOne(Repeat repeat, AskStatus expected) =>
        (await AfterUnknown(repeat, Refused)).Status.ShouldBe(expected);

    [Theory]
    [InlineData(Repeat.ByKey, AskStatus.Unknown)]
    [InlineData(Repeat.Always, AskStatus.Overloaded)]
    public async Task Ask_WhenOneAttemptIsUnknownAndTheNextNotTaken_IsUnknownForWhatAKeyMakesOne(Repeat repeat, AskStatus expected) =>
        (await AfterUnknown(repeat, AskResult.Overloaded)).Status.ShouldBe(expected);

    [Theory]
    [InlineData(Repeat.ByKey, AskStatus.Unknown)]
    [InlineData(Repeat.Always, AskStatus.Answered)]
    public async Task Ask_WhenOneAttemptIsUnknownAndTheNextToBeAskedAnew_IsUnknownForWhatAKeyMakesOne(Repeat repeat, AskStatus expected) =>
        (await AfterUnknown(repeat, new(AskStatus.Answered, new Stale()))).Status.ShouldBe(expected);

    [Fact]
    public async Task Ask_WhenOneAttemptIsUnknownAndTheNextDone_IsTheAnswer_AlsoWithAKey()
    {
        var done = new ForClient(new PostedReply(7));
        (await AfterUnknown(Repeat.ByKey, new(AskStatus.Answered, done))).Reply.ShouldBe(done);
    }

    [Fact]
    public async Task Ask_WhenTheFirstAttemptIsRefused_IsTheRefusal_AlsoWithAKey()
    {
        region.Begin(this);
        results.Enqueue(AskResult.Moved);
        results.Enqueue(Refused);
        (await Ended(Ask(Repeat.ByKey))).ShouldBe(Refused);
    }

    [Theory]
    [InlineData(Repeat.Always, AskStatus.Answered)]
    [InlineData(Repeat.WhenCertain, AskStatus.Unknown)]
    public async Task Ask_WhenTheWayBackIsLost_IsRepeatedOnlyIfThatDoesNoHarm(Repeat repeat, AskStatus expected) =>
        (await AfterUnknown(repeat, new(AskStatus.Answered, 7L))).Status.ShouldBe(expected);

    [Fact]
    public async Task Ask_WhenTheOutcomeWasUnknownOnce_IsNotCalledCertainlyNotDone()
    {
        region.Begin(this);
        results.Enqueue(AskResult.Unknown);
        (await Ended(Ask(Repeat.Always))).Status.ShouldBe(AskStatus.Unknown);
    }

    [Fact]
    public async Task Ask_WhenTheEntityHasMoved_IsRepeated()
    {
        region.Begin(this);
        for (var i = 0; i < 3; i++) results.Enqueue(AskResult.Moved);
        results.Enqueue(new(AskStatus.Answered, 7L));
        (await Ended(Ask())).Reply.ShouldBe(7L);
        asked.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(AskStatus.Overloaded)]
    [InlineData(AskStatus.Failed)]
    [InlineData(AskStatus.NotUnderstood)]
    public async Task Ask_WhenRefused_IsNotRepeated(AskStatus refusal)
    {
        region.Begin(this);
        results.Enqueue(new(refusal));
        (await Ask(Repeat.Always)).Status.ShouldBe(refusal);
        asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_WhenTheClusterChanges_NeedNotWaitForANodeThatIsGone_IfItMayBeRepeated()
    {
        region.Begin(this);
        results.Enqueue(null);
        results.Enqueue(null);
        var once = Ask(Repeat.WhenCertain);
        var always = Ask(Repeat.Always);
        results.Enqueue(new(AskStatus.Answered, 7L));
        region.TellChanged();
        (await Ended(always)).Reply.ShouldBe(7L);
        once.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Ask_WhenItMayBeRepeated_IsAskedAgainEarly_AndElseWaitsToTheEnd()
    {
        region.Begin(this);
        results.Enqueue(new(AskStatus.Answered, 1L));
        results.Enqueue(new(AskStatus.Answered, 1L));
        await Ask(Repeat.Always);
        await Ask(Repeat.WhenCertain);
        asked.Select(one => one.Patience).ShouldBe([NodeSettings.Default.Asking.AgainAfter, NodeSettings.Default.Asking.Timeout]);
    }

    Task<AskResult> IEntities.Ask(EntityMessage question, TimeSpan patience, CancellationToken giveUp)
    {
        asked.Enqueue((question, patience));
        if (!results.TryDequeue(out var result)) return Task.FromResult(AskResult.Moved);
        return result is null ? Silent(giveUp) : Task.FromResult(result);
    }

    static Task<AskResult> Silent(CancellationToken giveUp)
    {
        var never = new TaskCompletionSource<AskResult>();
        giveUp.Register(() => never.SetResult(AskResult.Unknown));
        return never.Task;
    }

    Task<AskResult> Ask(Repeat repeat = Repeat.WhenCertain) => region.Ask(Counter.Id("a"), new Get(), repeat);

    // What the asker learns when nobody knows what became of the first attempt, and the second ended so.
    Task<AskResult> AfterUnknown(Repeat repeat, AskResult second)
    {
        region.Begin(this);
        results.Enqueue(AskResult.Unknown);
        results.Enqueue(second);
        return Ended(Ask(repeat));
    }

    async Task<AskResult> Ended(Task<AskResult> waiting)
    {
        await Eventually.True(() =>
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return waiting.IsCompleted;
        }, "an answer");
        return await waiting;
    }
}
