using Akka.Actor;
using Akka.TestKit.Xunit2;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.Clustering;

/// <summary>What becomes of a question to an entity.</summary>
public sealed class AskersTests : TestKit
{
    static readonly EntityMessage Question = new(Counter.Id("a"), new Get());
    readonly Askers askers;

    public AskersTests() => askers = new(Sys, TimeProvider.System);

    [Fact]
    public async Task Question_WhenItIsAnswered_EndsOnce_AndNothingOfItIsKept()
    {
        var answer = Ask();
        (await ExpectMsgAsync<EntityMessage>()).ShouldBe(Question);
        var asker = LastSender;
        asker.Tell(new AskResult(AskStatus.Answered, 7L), TestActor);
        asker.Tell(AskResult.Moved, TestActor);
        (await answer.WaitAsync(Eventually.Deadline)).Reply.ShouldBe(7L);
        askers.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Question_WhenTheAnswerComesFromAnotherNode_IsFoundByItsPath()
    {
        var first = Ask();
        await ExpectMsgAsync<EntityMessage>();
        var path = LastSender.Path.ToSerializationFormat();
        var second = Ask();
        await ExpectMsgAsync<EntityMessage>();
        ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(path).Tell(new AskResult(AskStatus.Answered, 1L), TestActor);
        (await first.WaitAsync(Eventually.Deadline)).Reply.ShouldBe(1L);
        second.IsCompleted.ShouldBeFalse();
        // Whoever was asked may answer long after.
        ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(path).Tell(AskResult.Moved, TestActor);
        askers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Question_WhenNoAnswerComesInTime_HasAnUnknownOutcome()
    {
        var answer = Ask(TimeSpan.FromMilliseconds(50));
        var other = Ask();
        (await answer.WaitAsync(Eventually.Deadline)).ShouldBe(AskResult.Unknown);
        other.IsCompleted.ShouldBeFalse();
        askers.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Question_WhenItIsGivenUp_HasAnUnknownOutcomeAtOnce()
    {
        using var changed = new CancellationTokenSource();
        var answer = Ask(giveUp: changed.Token);
        var other = Ask();
        changed.Cancel();
        (await answer.WaitAsync(Eventually.Deadline)).ShouldBe(AskResult.Unknown);
        other.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Question_WhenTheActorSystemEnds_HasAnUnknownOutcome_AlsoIfItIsAskedLater()
    {
        var answer = Ask();
        await Sys.Terminate();
        (await answer.WaitAsync(Eventually.Deadline)).ShouldBe(AskResult.Unknown);
        (await Ask().WaitAsync(Eventually.Deadline)).ShouldBe(AskResult.Unknown);
        askers.Count.ShouldBe(0);
    }

    Task<AskResult> Ask(TimeSpan? patience = null, CancellationToken giveUp = default) =>
        askers.Ask(TestActor, Question, patience ?? TimeSpan.FromMinutes(1), giveUp);
}
