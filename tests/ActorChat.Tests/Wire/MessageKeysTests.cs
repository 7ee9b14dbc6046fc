using ActorChat.Node.Chat.Talk;
using ActorChat.Node.Doors.Http;
using ActorChat.Tests.Chat;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Keys that the node makes for messages which come without one.</summary>
public class MessageKeysTests
{
    [Fact]
    public void Next_WhenManyAreUnderWayAndComeInAnyOrder_NoneIsTooOldOrTwice()
    {
        var keys = new MessageKeys(new SeededRandom(1));
        var order = new Random(7);
        var memory = SentMemory.Empty;
        List<MessageKeys.Lease> underWay = [];
        for (long seq = 1; seq <= 5000; seq++)
        {
            while (underWay.Count < 300) underWay.Add(keys.Next("alice"));
            // One in ten is the newest, so that old ones wait for long.
            var at = order.Next(10) == 0 ? underWay.Count - 1 : order.Next(underWay.Count);
            PostKey.TryParse(underWay[at].Key, out var key).ShouldBeTrue(underWay[at].Key);
            memory.Judge("alice", key).Standing.ShouldBe(KeyStanding.Fresh);
            memory = memory.Accept("alice", key, seq);
            underWay[at].Dispose();
            underWay.RemoveAt(at);
        }
        memory.Devices.Count.ShouldBeLessThan(301);
    }

    [Fact]
    public void Next_WhenOneWaitsForever_TheOthersGoOnOnOtherDevices()
    {
        var keys = new MessageKeys(new SeededRandom(1));
        var memory = SentMemory.Empty;
        using var slow = keys.Next("alice");
        for (long seq = 1; seq <= 1000; seq++)
        {
            using var quick = keys.Next("alice");
            PostKey.TryParse(quick.Key, out var one).ShouldBeTrue();
            memory.Judge("alice", one).Standing.ShouldBe(KeyStanding.Fresh);
            memory = memory.Accept("alice", one, seq);
        }
        PostKey.TryParse(slow.Key, out var key).ShouldBeTrue();
        memory.Judge("alice", key).Standing.ShouldBe(KeyStanding.Fresh);
        memory.Devices.Count.ShouldBe(2);
    }
}
