using System.Runtime.CompilerServices;
using ActorChat.Node.Sessions;

namespace ActorChat.Tests.Sessions;

public sealed class SendQueueTests
{
    const int MaxBytes = 100;

    readonly SendQueue queue = new(MaxBytes);

    [Fact]
    public async Task Event_WhenThereIsNoRoom_IsRefused_UntilAllThatWaitedHasGone()
    {
        Takes(new byte[60]).ShouldBeTrue();
        Takes(new byte[60]).ShouldBeFalse();
        Takes(new byte[1]).ShouldBeFalse();
        queue.TakeRecovered().ShouldBeFalse();
        queue.TakeAll().Count.ShouldBe(1);
        queue.TakeRecovered().ShouldBeTrue();
        queue.TakeRecovered().ShouldBeFalse();
        Takes(new byte[60]).ShouldBeTrue();
    }

    [Fact]
    public async Task Signal_WhenTheQueueIsHalfFull_IsDropped_AndNothingElseIs()
    {
        queue.Offer(new byte[MaxBytes / 2]);
        queue.Offer(new byte[1]);
        Takes(new byte[MaxBytes / 2]).ShouldBeTrue();
        queue.TakeAll().Count.ShouldBe(2);
    }

    [Fact]
    public void Events_WhenLargerThanTheBound_AreTakenByAnEmptyQueue()
    {
        Takes(new byte[MaxBytes + 1]).ShouldBeTrue();
        Takes(new byte[1]).ShouldBeFalse();
    }

    [Fact]
    public async Task Reply_WhenTheQueueIsFull_IsTakenAllTheSame_AndNoMoreRequestsAreRead()
    {
        Takes(new byte[MaxBytes]).ShouldBeTrue();
        queue.Room.IsCompleted.ShouldBeTrue();
        queue.Add(new byte[50]);
        var room = queue.Room;
        room.IsCompleted.ShouldBeFalse();
        queue.TakeAll().Count.ShouldBe(2);
        await room.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Queue_WhenClosed_TakesNothingMore_ButGivesWhatWaits()
    {
        queue.Add(new byte[10]);
        queue.Close();
        queue.Add(new byte[10]);
        Takes(new byte[10]).ShouldBeFalse();
        queue.TakeAll().Count.ShouldBe(1);
        queue.TakeAll().ShouldBeEmpty();
    }

    [Fact]
    public async Task Taker_WhenItWaits_IsWokenByAFrame_AndByTheEnd()
    {
        var first = queue.Ready().AsTask();
        first.IsCompleted.ShouldBeFalse();
        queue.Add(new byte[10]);
        queue.Add(new byte[10]);
        await first.WaitAsync(TimeSpan.FromSeconds(20));
        queue.TakeAll().Count.ShouldBe(2);
        var last = queue.Ready().AsTask();
        last.IsCompleted.ShouldBeFalse();
        queue.Close();
        await last.WaitAsync(TimeSpan.FromSeconds(20));
        queue.TakeAll().ShouldBeEmpty();
        await queue.Ready();
    }

    [Fact]
    public async Task Taker_WhenItGivesUp_LosesNothing_AndMayWaitAgain()
    {
        using var patience = new CancellationTokenSource();
        var waiting = queue.Ready(patience.Token);
        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20)));
        await Should.ThrowAsync<OperationCanceledException>(() => queue.Ready(patience.Token).WaitAsync(TimeSpan.FromSeconds(20)));
        var again = queue.Ready(CancellationToken.None);
        again.IsCompleted.ShouldBeFalse();
        queue.Add(new byte[10]);
        await again.WaitAsync(TimeSpan.FromSeconds(20));
        queue.TakeAll().Count.ShouldBe(1);
    }

    [Fact]
    public void Frames_WhenTheyHaveGone_AreNotKeptByAQueueThatWaits()
    {
        var gone = Send();
        var waiting = queue.Ready().AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        GC.Collect();
        gone.IsAlive.ShouldBeFalse();
        GC.KeepAlive(queue);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Send()
        {
            var frame = new byte[50];
            queue.Add(frame);
            queue.TakeAll().Count.ShouldBe(1);
            return new(frame);
        }
    }

    [Fact]
    public void Event_WhenThereIsNoRoom_MarksWhoeverItIsFor_InTheSameStep()
    {
        var isRefused = false;
        queue.TryAdd(new byte[60], ref isRefused).ShouldBeTrue();
        isRefused.ShouldBeFalse();
        queue.TryAdd(new byte[60], ref isRefused).ShouldBeFalse();
        isRefused.ShouldBeTrue();
    }

    bool Takes(byte[] events)
    {
        var isRefused = false;
        var isTaken = queue.TryAdd(events, ref isRefused);
        isRefused.ShouldBe(!isTaken);
        return isTaken;
    }
}
