using ActorChat.Node;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorChat.Tests.Entities;

/// <summary>When an entity looks whether a write of another node's has come about late.</summary>
public sealed class HeadCheckTests : IEntityShell<string>
{
    static readonly TimeSpan First = NodeSettings.Default.Entities.LateWriteCheck;

    readonly EntityLife<string> entity;
    TimeSpan? next;
    bool hasEnded;

    public HeadCheckTests() =>
        entity = new(
        Counter.Id("a"), new(Counter.Kind, NodeSettings.Default.Entities, new ManualTime(), new SystemRandom(), NullLogger.Instance)
    {
        Commit = _ => throw new NotSupportedException(),
        ReadHead = _ => throw new NotSupportedException(),
    }, this);

    [Fact]
    public void Entity_WhenNobodyFollows_DoesNotLook()
    {
        next.ShouldBeNull();
        entity.MayCheckHead.ShouldBeFalse();
        Follow("n1");
        next.ShouldBe(First);
        entity.MayCheckHead.ShouldBeTrue();
        entity.Receive(Unfollow.Instance, "n1");
        entity.MayCheckHead.ShouldBeFalse("it ends with this");
        next = null;
        Follow("n2");
        next.ShouldBe(First, "it begins anew");
        next = null;
        Follow("n3");
        next.ShouldBeNull("it looks for the others anyway");
    }

    [Fact]
    public void Entity_WhileItIsFollowed_LooksLessAndLessOften_AndNeverStops()
    {
        Follow("n1");
        var all = new List<TimeSpan>();
        for (var i = 0; i < 12; i++)
        {
            all.Add(next!.Value);
            entity.OnHeadRead(i % 3 == 0 ? null : 0);
        }
        all[..4].ShouldBe([First, First * 2, First * 4, First * 8]);
        all[^3..].ShouldAllBe(delay => delay == TimeSpan.FromMinutes(5));
        hasEnded.ShouldBeFalse();
    }

    [Fact]
    public void Entity_WhenAWriteHasComeAboutLate_Ends()
    {
        Follow("n1");
        entity.OnHeadRead(1);
        hasEnded.ShouldBeTrue();
    }

    [Fact]
    public void Entity_WhenAWriteOfItsOwnIsUnderWay_LeavesItToThat()
    {
        Follow("n1");
        entity.Receive(new EntityMessage(Counter.Id("a"), new Add(1)), "n1");
        entity.OnHeadRead(1);
        hasEnded.ShouldBeFalse();
        next.ShouldBe(First * 2);
    }

    void Follow(string follower) => entity.Receive(new Follow(Counter.Id("a"), []), follower);

    void IEntityShell<string>.CheckHeadIn(TimeSpan delay) => next = delay;

    void IEntityShell<string>.Stop() => hasEnded = true;

    void IEntityShell<string>.Persist(Write write)
    {
        // It stays under way.
    }

    void IEntityShell<string>.Commit(Write write) => throw new NotSupportedException();

    void IEntityShell<string>.Send(EntityMessage letter) => throw new NotSupportedException();

    void IEntityShell<string>.Tell(string to, object message)
    {
        // Not looked at.
    }

    void IEntityShell<string>.Watch(string follower)
    {
        // Nobody dies here.
    }

    void IEntityShell<string>.Unwatch(string follower)
    {
        // Nobody dies here.
    }

    void IEntityShell<string>.Passivate() => throw new NotSupportedException();
}
