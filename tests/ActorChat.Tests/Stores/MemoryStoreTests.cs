using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;

namespace ActorChat.Tests.Stores;

/// <summary>The simulated store, on a clock that moves when it is told to.</summary>
public sealed class MemoryStoreTests : StoreContract
{
    readonly HandClock clock = new();

    // All nodes share the first one's.
    protected override IStore Connect() => Store ?? new MemoryStore(clock);

    protected override Task Tick()
    {
        clock.Now += TimeSpan.FromMilliseconds(20);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task RenewLease_WhenItEndsAtThisVeryMoment_IsFalse()
    {
        await Store.AcquireLease("a", "one", ShortLease, default);
        clock.Now += ShortLease - TimeSpan.FromTicks(1);
        (await Store.RenewLease("a", "one", ShortLease, default)).ShouldBeTrue();

        clock.Now += ShortLease;

        (await Store.RenewLease("a", "one", ShortLease, default)).ShouldBeFalse();
    }

    [Fact]
    public void Calls_WhenMade_AreCompleteOnReturn()
    {
        Store.ReadNodes(default).IsCompleted.ShouldBeTrue();
        Store.Commit([], default).IsCompleted.ShouldBeTrue();
        Store.PutChunk("f", 0, default, default).IsCompleted.ShouldBeTrue();
    }

    sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
