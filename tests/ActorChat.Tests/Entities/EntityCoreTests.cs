using System.Text;
using ActorChat.Node.Entities;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Entities;

/// <summary>What an entity decides and writes, and whom it tells when.</summary>
public sealed class EntityCoreTests
{
    [Fact]
    public void Ask_WhileAWriteIsUnderWay_IsDecidedOnTheProvisionalState_AndAnsweredAfterItsWrite()
    {
        var rig = new CoreRig();
        var first = rig.Ask(new Add(1));
        Waiter[] next = [rig.Ask(new Add(2)), rig.Ask(new Add(3)), rig.Ask(new Get())];
        rig.Commit();
        first.Result!.Reply.ShouldBe(1L);
        next.ShouldAllBe(one => one.Result == null);
        rig.Commit();
        next.Select(one => one.Result!.Reply).ShouldBe([3L, 6L, 6L]);
        rig.Written.Select(write => (write.After, write.Events.Count)).ShouldBe([(0L, 1), (1L, 2)]);
    }

    [Fact]
    public void Query_WhenItSawWhatIsNotWritten_IsAnsweredAfterTheWrite()
    {
        var rig = new CoreRig();
        rig.Ask(new Get()).Result!.Reply.ShouldBe(0L);
        var add = rig.Ask(new Add(1));
        var get = rig.Ask(new Get());
        (add.Result ?? get.Result).ShouldBeNull();
        rig.Commit();
        get.Result!.Reply.ShouldBe(1L);
    }

    [Fact]
    public void Decision_WhenItRewritesWhatIsNotThere_FailsAlone()
    {
        var rig = new CoreRig();
        rig.Ask(new Add(1));
        rig.Ask(new Amend(7, 1, "ahead")).Result!.Status.ShouldBe(AskStatus.Failed);
        rig.Bugs.ShouldBe([new Amend(7, 1, "ahead")]);
        rig.Commit();
        rig.Ask(new Get()).Result!.Reply.ShouldBe(1L);
    }

    [Fact]
    public void Query_WhenItsAnswerMakesSure_WaitsForTheJournalToSayThatNothingIsNewer()
    {
        var rig = new CoreRig();
        var get = rig.Ask(new GetSurely());
        get.Result.ShouldBeNull();
        rig.UnderWay.ShouldNotBeNull().ToWrite()
            .ShouldSatisfyAllConditions(write => write.After.ShouldBe(0), write => write.Events.ShouldBeEmpty());
        rig.Commit();
        get.Result!.Reply.ShouldBe(0L);
        var late = rig.Ask(new GetSurely());
        rig.End(AskResult.Moved);
        late.Result!.Status.ShouldBe(AskStatus.Moved, "it is asked again, of who has replayed");
    }

    [Theory]
    [InlineData(AskStatus.Moved)]
    [InlineData(AskStatus.Unknown)]
    public void End_WhileAWriteIsUnderWay_ThrowsAwayAllThatIsProvisional(AskStatus told)
    {
        var rig = new CoreRig(options => options.MaxEventsPerWrite = 1);
        rig.Ask(new Add(1));
        rig.Commit();
        var underWay = rig.Ask(new Add(10));
        var gathering = rig.Ask(new Add(100));
        var waiting = rig.Ask(new Add(1000));
        rig.End(new(told));
        underWay.Result!.Status.ShouldBe(told);
        // Certainly not done, whatever has become of the write.
        gathering.Result!.Status.ShouldBe(AskStatus.Moved);
        waiting.Result!.Status.ShouldBe(AskStatus.Moved);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(1L);
    }

    [Fact]
    public void Write_WhenItHasGatheredEnough_LeavesTheRestToTheNext()
    {
        var rig = new CoreRig(options => options.MaxEventsPerWrite = 2);
        var asked = Enumerable.Range(0, 9).Select(_ => rig.Ask(new Add(1))).ToList();
        rig.CommitAll();
        asked.Select(one => one.Result!.Reply).ShouldBe(Enumerable.Range(1, 9).Select(count => (object)(long)count));
        rig.Written.ShouldAllBe(write => write.Events.Count <= 2);
    }

    [Fact]
    public void Waiting_WhenFull_RefusesAsOverloaded_AndServesWhatItTook()
    {
        var rig = new CoreRig(options => (options.MaxWaiting, options.MaxEventsPerWrite) = (4, 1));
        var asked = Enumerable.Range(0, 20).Select(_ => rig.Ask(new Add(1))).ToList();
        asked.Count(one => one.Result?.Status == AskStatus.Overloaded).ShouldBe(14);
        rig.CommitAll();
        asked.Count(one => one.Result?.Status == AskStatus.Answered).ShouldBe(6);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(6L);
    }

    [Fact]
    public void Decision_WhenItThrows_FailsAlone()
    {
        var rig = new CoreRig();
        rig.Ask(new Add(1));
        rig.Ask(new Break()).Result!.Status.ShouldBe(AskStatus.Failed);
        rig.Commit();
        rig.Bugs.ShouldHaveSingleItem().ShouldBeOfType<Break>();
        var next = rig.Ask(new Add(1));
        rig.Commit();
        next.Result!.Reply.ShouldBe(2L);
    }

    [Fact]
    public void Replay_WhenThereIsASnapshot_GivesTheSameState()
    {
        var rig = new CoreRig(options => options.SnapshotEvery = 5);
        for (var i = 1; i <= 12; i++)
        {
            rig.Ask(new Add(i));
            rig.Commit();
        }
        rig.Written.Where(write => write.Snapshot is not null).Select(write => write.Snapshot!.Seq).ShouldBe([5L, 10L]);
        rig.End(AskResult.Moved);
        rig.Core.Committed.ShouldBe(12);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(78L);
    }

    [Fact]
    public void Purge_WhenItReachesBehindTheLastSnapshot_WritesOneFirst()
    {
        var rig = new CoreRig();
        for (var i = 0; i < 3; i++)
        {
            rig.Ask(new Add(1));
            rig.Commit();
        }
        rig.Ask(new Forget(3));
        rig.UnderWay!.Snapshot!.Seq.ShouldBe(3);
        rig.Commit();
        rig.Ask(new Forget(3));
        rig.UnderWay!.Snapshot.ShouldBeNull("what is forgotten stands in a snapshot already");
    }

    [Fact]
    public void Rewrite_WhenItsEventIsNotWrittenYet_ChangesWhatWillBe_AndElseWhatStands()
    {
        var rig = new CoreRig();
        rig.Ask(new Add(1));
        rig.Ask(new Add(2));
        rig.Ask(new Amend(1, 1, "under way"));
        rig.Ask(new Amend(2, 2, "gathering"));
        rig.Commit();
        rig.Commit().Frames.ShouldBe(["2:2"]);
        var second = rig.Written[1];
        Encoding.UTF8.GetString(second.Events.ShouldHaveSingleItem().Body.Span).ShouldContain("gathering");
        var rewrite = second.Rewrites.ShouldHaveSingleItem();
        rewrite.Seq.ShouldBe(1);
        Encoding.UTF8.GetString(rewrite.Body.Span).ShouldContain("under way");
    }

    [Fact]
    public void Letter_WhenItComesTwice_IsDecidedOnce()
    {
        var rig = new CoreRig();
        rig.Deliver(7, new Add(1));
        rig.Deliver(7, new Add(1));
        rig.CommitAll();
        rig.Deliver(7, new Add(1));
        rig.UnderWay.ShouldBeNull();
        rig.Written.ShouldHaveSingleItem().Consumes.ShouldBe([7L]);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(1L);
    }

    [Fact]
    public void Letter_WhenThereWasNoRoomForIt_IsDecidedWhenItComesAgain()
    {
        var rig = new CoreRig(options => (options.MaxWaiting, options.MaxEventsPerWrite) = (1, 1));
        for (var i = 0; i < 3; i++) rig.Ask(new Add(1));
        rig.Deliver(7, new Add(10));
        rig.CommitAll();
        rig.Ask(new Get()).Result!.Reply.ShouldBe(3L);
        rig.Deliver(7, new Add(10));
        rig.CommitAll();
        rig.Ask(new Get()).Result!.Reply.ShouldBe(13L);
    }

    [Fact]
    public void Letter_WhenItIsWritten_IsToBeSentIfItIsDue()
    {
        var rig = new CoreRig();
        rig.Ask(new Tell("b", 1, rig.Now + TimeSpan.FromHours(1)));
        rig.Commit().Letters.ShouldBeEmpty();
        rig.Ask(new Tell("b", 2));
        rig.Ask(new Tell("c", 3, rig.Now));
        rig.Commit().Letters.Select(letter => (letter.To, letter.Command)).ShouldBe([(Counter.Id("b"), new Add(2))]);
        var second = rig.Commit().Letters.ShouldHaveSingleItem();
        (second.To, second.Command).ShouldBe((Counter.Id("c"), new Add(3)));

        var ids = rig.Written.SelectMany(write => write.Letters).Select(letter => letter.Id).ToList();
        ids.ShouldBe([ids[0], ids[0] + 1, ids[0] + 2]);
        second.Letter.ShouldBe(ids[2]);
    }

    [Fact]
    public void Events_WhenSomebodyFollows_AreShownAsWritten_AndElseNotEncoded()
    {
        var rig = new CoreRig();
        rig.Ask(new Add(1));
        rig.Ask(new Add(2));
        rig.Ask(new Add(3));
        rig.Commit(isFollowed: false).Frames.ShouldBeEmpty();
        rig.Commit().Frames.ShouldBe(["2:2", "3:3"]);
    }

    [Fact]
    public void Anything_WhateverHappens_IsToldOnce_AndTheJournalSaysTheSame()
    {
        for (var seed = 1; seed <= 200; seed++) Play(new Random(seed), $"seed {seed}");
    }

    static void Play(Random random, string seed)
    {
        var rig = new CoreRig(options => (options.MaxEventsPerWrite, options.MaxWaiting, options.SnapshotEvery) =
            (1 + random.Next(4), random.Next(6), 1 + random.Next(9)));
        var asked = new List<(Waiter Waiter, int By)>();
        for (var step = 0; step < 60; step++)
        {
            var dice = random.Next(10);
            if (dice < 6) asked.Add(Ask(random.Next(1, 9)));
            else if (dice < 9 && rig.UnderWay is not null) rig.Commit();
            else if (dice == 9) rig.End(random.Next(2) == 0 ? AskResult.Moved : AskResult.Unknown);
        }
        rig.CommitAll();
        asked.ShouldAllBe(one => one.Waiter.Result != null, seed);
        var sum = (long)asked.Where(one => one.Waiter.Result!.Status == AskStatus.Answered).Sum(one => one.By);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(sum, seed);
        rig.End(AskResult.Moved);
        rig.Ask(new Get()).Result!.Reply.ShouldBe(sum, seed);
        rig.Core.Committed.ShouldBe(rig.Written.Sum(write => write.Events.Count), seed);

        (Waiter, int) Ask(int by) => (rig.Ask(new Add(by)), by);
    }
}
