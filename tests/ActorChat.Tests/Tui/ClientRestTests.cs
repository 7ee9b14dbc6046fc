using ActorChat.Messages;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.Tui;

/// <summary>A connection on which nothing happens sleeps until something is due.</summary>
public sealed class ClientRestTests
{
    static readonly TimeSpan PingEvery = new ClientOptions { Addresses = ["a:1"], Device = "", ClientName = "" }.PingEvery;

    [Fact]
    public void Due_WhenIdle_IsTheNextPing()
    {
        var link = new FakeLink();
        link.Core.Start();
        link.LogIn();
        link.Core.DueIn.ShouldBe(PingEvery);
        link.Time.Advance(PingEvery);
        link.Core.DueIn.ShouldBe(TimeSpan.Zero);
        link.Core.Tick();
        link.Core.DueIn.ShouldBe(PingEvery);
    }

    [Fact]
    public void Due_WhenNoNodeAnswers_IsTheEndOfPatience_ThenOfTheWait()
    {
        var link = new FakeLink();
        link.Core.Start();
        link.Core.DueIn.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.01));
        link.Core.Lost(link.Attempt, "refused");
        link.State.ShouldBe(LinkState.Waiting);
        link.Core.DueIn.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        link.Time.Advance(link.Core.DueIn);
        link.Core.Tick();
        link.State.ShouldBe(LinkState.Connecting);
    }

    [Fact]
    public void Due_BeforeTheStart_IsNever() => new FakeLink().Core.DueIn.ShouldBeGreaterThan(TimeSpan.FromDays(1));

    [Fact]
    public void EveryDue_WhenTicked_IsDealtWith()
    {
        var link = new FakeLink();
        link.Core.Start();
        link.LogIn();
        link.Say(new DialogueState("dialogue/alice~bob", 4, "bob", 3, ["alice", "bob"]));
        link.Say(ScreenDriver.Said(5, 4, "bob", "hi", feed: "dialogue/alice~bob"));
        link.Core.DueIn.ShouldBeLessThanOrEqualTo(TimeSpan.Zero);
        for (var i = 0; i < 1000; i++)
        {
            link.Core.Tick();
            link.Core.DueIn.ShouldBeGreaterThan(TimeSpan.Zero);
            link.Time.Advance(link.Core.DueIn);
        }
        link.Sent().OfType<MarkDelivered>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Client_ThatIsToldToWait_DialsWhenItIsStarted()
    {
        var dialled = new TaskCompletionSource();
        await using var client = new ChatClient(new ClientOptions { Addresses = ["a:1"], Device = "dev", ClientName = "test" },
            new Dialling(dialled), TimeProvider.System, start: false);
        await client.Give(["b:1"]);
        // What was asked before it has been dealt with when this comes.
        _ = client.Mark();
        (await client.Events.ReadAsync().AsTask().WaitAsync(Eventually.Deadline)).ShouldBeOfType<Marked>();
        dialled.Task.IsCompleted.ShouldBeFalse();
        client.Start();
        await dialled.Task.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Alarm_WhenSomethingIsDue_StrikesNoSoonerWhereTheClockIsCoarse()
    {
        var time = new Alarms();
        var options = new ClientOptions { Addresses = ["a:1"], Device = "dev", ClientName = "test" };
        await using var client = new ChatClient(options, new Silence(), time);
        var due = await time.Longer.Task.WaitAsync(Eventually.Deadline);
        due.ShouldBeGreaterThan(options.DialTimeout + TimeSpan.FromMilliseconds(5), "clocks count in steps of four milliseconds and more");
    }

    /// <summary>Time that stands still, and the first timer that is set to seconds later.</summary>
    sealed class Alarms : TimeProvider
    {
        public TaskCompletionSource<TimeSpan> Longer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override long GetTimestamp() => 1;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Alarm(this, System.CreateTimer(callback, state, dueTime, period));

        sealed class Alarm(Alarms all, ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                if (dueTime > TimeSpan.FromSeconds(2) && dueTime < TimeSpan.FromSeconds(10)) all.Longer.TrySetResult(dueTime);
                return timer.Change(dueTime, period);
            }

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }

    sealed class Silence : IDialer
    {
        public async Task<ISocket> Dial(string address, CancellationToken cancel)
        {
            await new TaskCompletionSource().Task.WaitAsync(cancel);
            throw new SocketFailedException("nobody is there");
        }
    }

    sealed class Dialling(TaskCompletionSource dialled) : IDialer
    {
        public Task<ISocket> Dial(string address, CancellationToken cancel)
        {
            dialled.TrySetResult();
            throw new SocketFailedException("nobody is there");
        }
    }
}
