using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.ModelOfAkka;

/// <summary>
/// What the simulator's model claims of watching, shown with the real thing, on one node and between two: who watches is told of an end
/// once; who watches the dead again is told again; who watches no more is not told.
/// </summary>
public sealed class WatchingTests() : TestKit(ConfigurationFactory.ParseString("""
    akka { loglevel = ERROR, actor.provider = remote, remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }
    """))
{
    readonly List<ActorSystem> others = [];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watcher_WhenItWatchesTheDeadAgain_IsToldAgain(bool onAnotherNode)
    {
        var watched = await NewActor(onAnotherNode);
        Watch(watched);
        watched.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(watched, Eventually.Deadline);
        Watch(watched);
        await ExpectTerminatedAsync(watched, Eventually.Deadline);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Watcher_WhenItWatchesTwice_IsToldOnce_AndNotWhenItWatchesNoMore(bool onAnotherNode)
    {
        var (watched, other) = (await NewActor(onAnotherNode), await NewActor(onAnotherNode));
        Watch(watched);
        Watch(watched);
        Watch(other);
        Unwatch(other);
        other.Tell(PoisonPill.Instance);
        watched.Tell(PoisonPill.Instance);
        await ExpectTerminatedAsync(watched, Eventually.Deadline);
        // Behind whatever would have come.
        Watch(other);
        await ExpectTerminatedAsync(other, Eventually.Deadline);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    protected override void AfterAll()
    {
        foreach (var other in others) Shutdown(other);
        base.AfterAll();
    }

    async Task<IActorRef> NewActor(bool onAnotherNode)
    {
        if (!onAnotherNode) return Sys.ActorOf(Props.Create<Silent>());
        var other = ActorSystem.Create(Sys.Name, Sys.Settings.Config);
        others.Add(other);
        var address = ((ExtendedActorSystem)other).Provider.DefaultAddress;
        var actor = other.ActorOf(Props.Create<Silent>(), "watched");
        return await Sys.ActorSelection(actor.Path.ToStringWithAddress(address)).ResolveOne(Eventually.Deadline);
    }

    sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // It only lives.
        }
    }
}
