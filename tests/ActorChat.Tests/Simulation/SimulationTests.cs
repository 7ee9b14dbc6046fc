using ActorChat.Simulator;

namespace ActorChat.Tests.Simulation;

/// <summary>Simulated worlds that are run every time: those that once broke a promise, and a few more.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(2ul)]
    [InlineData(4ul)]
    [InlineData(5ul)]
    [InlineData(6ul)]
    [InlineData(17ul)]
    [InlineData(61ul)]
    [InlineData(71ul)]
    [InlineData(109ul)]
    [InlineData(133ul)]
    [InlineData(339ul)]
    [InlineData(341ul)]
    [InlineData(882ul)]
    [InlineData(1016ul)]
    [InlineData(1271ul)]
    [InlineData(7001ul)]
    [InlineData(7002ul)]
    [InlineData(7003ul)]
    public void World_WhenEverythingGoesWrong_KeepsEveryPromise(ulong seed)
    {
        var outcome = Simulator.Simulation.Run(seed, new FaultModel());
        outcome.Violation.ShouldBeNull($"seed {seed}\n{string.Join('\n', outcome.Trace)}");
        outcome.Acknowledged.ShouldBeGreaterThan(100);
        outcome.Faults.Values.Sum().ShouldBeGreaterThan(10);
    }

    /// <summary>The numbers are those of docs/RELIABILITY.md, with room above.</summary>
    [Theory]
    [InlineData(Mutation.AcknowledgeBeforeCommit, 20)]
    [InlineData(Mutation.SkipTheConflictCheck, 20)]
    [InlineData(Mutation.ForgetToDeleteLetters, 5)]
    [InlineData(Mutation.TakeFailureForSuccess, 20)]
    [InlineData(Mutation.ForgetTheKeys, 20)]
    [InlineData(Mutation.LoseEventsInSilence, 20)]
    [InlineData(Mutation.LoseLabelsInSilence, 20)]
    [InlineData(Mutation.FetchBeforeSubscribe, 100)]
    [InlineData(Mutation.LoseLetters, 20)]
    [InlineData(Mutation.ForgetWhoIsExpelled, 20)]
    [InlineData(Mutation.SnapshotsKeepTheOldState, 20)]
    [InlineData(Mutation.ReplyBeforePersist, 20)]
    [InlineData(Mutation.RejectionKeepsTheProvisionalState, 120)]
    [InlineData(Mutation.SleepersEventStaysUnseen, 300)]
    [InlineData(Mutation.HubApartFromItsEntity, 20)]
    public void World_WithADeliberateBug_BreaksAPromiseWithinSoManySeeds(Mutation mutation, int seeds) =>
        Enumerable.Range(1, seeds)
            .Any(seed => Simulator.Simulation.Run((ulong)seed, new FaultModel { Mutation = mutation }, keepTrace: 1).Violation is not null)
            .ShouldBeTrue();

    [Fact]
    public void World_WhenRunAgain_IsTheSameToTheLetter()
    {
        var once = Simulator.Simulation.Run(42, new FaultModel());
        var again = Simulator.Simulation.Run(42, new FaultModel());
        again.Fingerprint.ShouldBe(once.Fingerprint);
        again.Trace.ShouldBe(once.Trace);
    }

    [Fact]
    public void World_WhenFiveNodesServeMorePeople_KeepsEveryPromise()
    {
        var outcome = Simulator.Simulation.Run(1, new FaultModel { Nodes = 5, Users = 6, NodeFaultEvery = TimeSpan.FromSeconds(4) });
        outcome.Violation.ShouldBeNull(string.Join('\n', outcome.Trace));
    }
}
