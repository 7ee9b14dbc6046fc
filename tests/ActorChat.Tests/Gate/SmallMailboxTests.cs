using ActorChat.Remoting.Systems;
using Akka.Actor;

namespace ActorChat.Tests.AtTheGate;

public sealed class SmallMailboxTests
{
    readonly SmallMailbox.Messages queue = new();

    [Fact]
    public void Messages_WhenTakenBetweenOthers_ComeInOrder()
    {
        List<int> came = [];
        for (var i = 0; i < 100; i++)
        {
            Put(i);
            if (i % 3 == 2) came.Add(Take());
        }
        queue.Count.ShouldBe(67);
        while (queue.HasMessages) came.Add(Take());
        came.ShouldBe(Enumerable.Range(0, 100));
        queue.TryDequeue(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Messages_WhenManyWrite_AllCome_EachWritersInItsOrder()
    {
        const int Writers = 4, Each = 2_000;
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) Put((writer * Each) + i);
        })).ToList();
        List<int> came = [];
        // Whoever reads meanwhile finds it empty now and then: its room is given back in between.
        while (came.Count < Writers * Each)
        {
            if (queue.HasMessages) came.Add(Take());
            else await Task.Yield();
        }
        await Task.WhenAll(writing);
        foreach (var writer in came.GroupBy(value => value / Each)) writer.ShouldBe(Enumerable.Range(writer.Key * Each, Each));
    }

    [Fact]
    public void Messages_WhenPutBack_ComeBeforeTheOthers_TheLastOneFirst()
    {
        Put(3);
        queue.EnqueueFirst(new(2, ActorRefs.NoSender));
        queue.EnqueueFirst(new(1, ActorRefs.NoSender));
        queue.Count.ShouldBe(3);
        int[] came = [Take(), Take(), Take()];
        came.ShouldBe([1, 2, 3]);
        queue.HasMessages.ShouldBeFalse();
    }

    [Fact]
    public void CleanUp_WhenTheActorIsGone_HandsOnWhatWaited()
    {
        for (var i = 0; i < 3; i++) Put(i);
        var letters = new SmallMailbox.Messages();
        queue.CleanUp(ActorRefs.Nobody, letters);
        queue.HasMessages.ShouldBeFalse();
        letters.Count.ShouldBe(3);
        letters.TryDequeue(out var first).ShouldBeTrue();
        first.Message.ShouldBe(0);
    }

    void Put(int value) => queue.Enqueue(ActorRefs.Nobody, new(value, ActorRefs.NoSender));

    int Take()
    {
        queue.TryDequeue(out var envelope).ShouldBeTrue();
        return (int)envelope.Message;
    }
}
