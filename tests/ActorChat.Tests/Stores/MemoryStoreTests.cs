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
    public async Task Renew_WhenTheLeaseEndsAtThisVeryMoment_IsFalse()
    {
        await Store.Join(Node("n1", "one"), ShortLease, default);
        clock.Now += ShortLease - TimeSpan.FromTicks(1);
        (await Store.Renew("one", ShortLease, false, default)).ShouldBeTrue();

        clock.Now += ShortLease;

        (await Store.Renew("one", ShortLease, false, default)).ShouldBeFalse();
    }

    [Fact]
    public void Calls_WhenMade_AreCompleteOnReturn()
    {
        Store.ReadCluster(default).IsCompleted.ShouldBeTrue();
        Store.Commit([], default).IsCompleted.ShouldBeTrue();
        Store.PutChunk("f", 0, default, default).IsCompleted.ShouldBeTrue();
    }

    sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
