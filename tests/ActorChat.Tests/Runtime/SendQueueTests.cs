using ActorChat.Node.Sessions;

namespace ActorChat.Tests.Runtime;

public sealed class SendQueueTests
{
    const int MaxBytes = 100;

    readonly SendQueue queue = new(MaxBytes);

    [Fact]
    public async Task Event_WhenThereIsNoRoom_IsRefused_UntilAllThatWaitedHasGone()
    {
        queue.TryAdd(new byte[60]).ShouldBeTrue();
        queue.TryAdd(new byte[60]).ShouldBeFalse();
        queue.TryAdd(new byte[1]).ShouldBeFalse();
        queue.TakeRecovered().ShouldBeFalse();
        (await queue.TakeAll(default)).Count.ShouldBe(1);
        queue.TakeRecovered().ShouldBeTrue();
        queue.TakeRecovered().ShouldBeFalse();
        queue.TryAdd(new byte[60]).ShouldBeTrue();
    }

    [Fact]
    public async Task Signal_WhenTheQueueIsHalfFull_IsDropped_AndNothingElseIs()
    {
        queue.Offer(new byte[MaxBytes / 2]);
        queue.Offer(new byte[1]);
        queue.TryAdd(new byte[MaxBytes / 2]).ShouldBeTrue();
        (await queue.TakeAll(default)).Count.ShouldBe(2);
    }

    [Fact]
    public void Events_WhenLargerThanTheBound_AreTakenByAnEmptyQueue()
    {
        queue.TryAdd(new byte[MaxBytes + 1]).ShouldBeTrue();
        queue.TryAdd(new byte[1]).ShouldBeFalse();
    }

    [Fact]
    public async Task Reply_WhenTheQueueIsFull_IsTakenAllTheSame_AndNoMoreRequestsAreRead()
    {
        queue.TryAdd(new byte[MaxBytes]).ShouldBeTrue();
        queue.Room.IsCompleted.ShouldBeTrue();
        queue.Add(new byte[50]);
        var room = queue.Room;
        room.IsCompleted.ShouldBeFalse();
        (await queue.TakeAll(default)).Count.ShouldBe(2);
        await room.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Queue_WhenClosed_TakesNothingMore_ButGivesWhatWaits()
    {
        queue.Add(new byte[10]);
        queue.Close();
        queue.Add(new byte[10]);
        queue.TryAdd(new byte[10]).ShouldBeFalse();
        (await queue.TakeAll(default)).Count.ShouldBe(1);
        (await queue.TakeAll(default)).ShouldBeEmpty();
    }
}
