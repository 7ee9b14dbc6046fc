using ActorChat.Node.Stores;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Stores;

public sealed class StoreHealthTests
{
    readonly ManualTime time = new();
    readonly StoreHealth health;

    public StoreHealthTests() => health = new(TimeSpan.FromSeconds(3), time);

    [Fact]
    public void Trouble_WhenACallTakesLongerThanIsWell_IsSaid_UntilItEnds()
    {
        var call = health.Begin();
        time.Advance(TimeSpan.FromSeconds(3));
        health.Trouble.ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(1));
        health.Trouble.ShouldBe("the store has not answered for more than 3 s");
        health.Read(call);
        health.Trouble.ShouldBeNull();
    }

    [Fact]
    public void Trouble_WhenACallHasFailed_IsOverWhenAWriteSucceeds_AndNotBefore()
    {
        health.Failed(health.Begin(), "connection refused");
        health.Trouble.ShouldBe("the store does not answer: connection refused");
        health.Read(health.Begin());
        health.Trouble.ShouldNotBeNull("a store may be read that can't be written");
        health.Written(health.Begin());
        health.Trouble.ShouldBeNull();
    }

    [Fact]
    public void Trouble_WhenACallWasGivenUp_IsNone()
    {
        var call = health.Begin();
        health.Forget(call);
        time.Advance(TimeSpan.FromSeconds(9));
        health.Trouble.ShouldBeNull();
    }
}
