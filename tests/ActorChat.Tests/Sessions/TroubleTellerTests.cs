using System.Text;
using ActorChat.Node.Sessions;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Sessions;

public sealed class TroubleTellerTests
{
    readonly ManualTime time = new();
    readonly StandingEngine node = new();
    readonly List<string> told = [], closed = [];
    readonly TroubleTeller teller;
    int sentAway;

    public TroubleTellerTests() =>
        teller = new(node, time, frame => told.Add(Encoding.UTF8.GetString(frame)), () => sentAway++, closed.Add);

    [Fact]
    public void Trouble_WhenItComesAndGoes_IsToldOnceEach()
    {
        Pass(2);
        node.Trouble = "the store is away";
        Pass(60);
        teller.ForNewcomers.ShouldNotBeNull();
        node.Trouble = null;
        Pass(2);
        told.ShouldBe(["""{"type":"trouble","message":"the store is away"}""", """{"type":"trouble"}"""]);
        teller.ForNewcomers.ShouldBeNull();
        sentAway.ShouldBe(0, "all nodes may be without the store: nobody is better off elsewhere");
    }

    [Fact]
    public void Clients_WhenTheNodeDoesNotFindBackIntoTheCluster_AreSentAwayOnce_AndAgainTheNextTime()
    {
        node.IsServing = false;
        Pass(4);
        node.IsServing = true;
        Pass(1);
        sentAway.ShouldBe(0, "it was back soon");
        node.IsServing = false;
        Pass(30);
        sentAway.ShouldBe(1);
        node.IsServing = true;
        Pass(1);
        node.IsServing = false;
        Pass(30);
        sentAway.ShouldBe(2);
    }

    [Fact]
    public void Clients_WhenTheClusterIsFoundedAnewMeanwhile_AreClosedOnce()
    {
        Pass(1);
        node.Generations = ["one"];
        Pass(2);
        closed.ShouldBeEmpty("it is the first that the node knows");
        node.Generations = ["one", "two"];
        Pass(2);
        closed.ShouldBe(["two"]);
    }

    void Pass(int seconds)
    {
        for (var i = 0; i < 2 * seconds; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            teller.Look();
        }
    }
}
