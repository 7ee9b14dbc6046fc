using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>A message in a room, decided and applied: the part of its way that is the chat's own.</summary>
public class DecideBenchmarks
{
    readonly RoomBehaviour behaviour = new(NodeSettings.Default.Rooms);
    readonly EntityId self = Ids.Room("Lab");
    readonly SystemRandom random = new();
    readonly DateTimeOffset now = DateTimeOffset.UtcNow;
    Room room = null!;
    long seq, number;

    /// <summary>Members of the room.</summary>
    [Params(5, 1000)]
    public int Members { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        room = behaviour.Initial(self);
        Ask("user0", new CreateRoom("Lab", RoomAccess.Open));
        for (var i = 1; i < Members; i++) Ask($"user{i}", new JoinRoom("Lab"));
    }

    [Benchmark]
    public object? Post() =>
        Ask("user1", new Post("Lab", "a message of usual length, as people write them to each other all day long", $"device:{++number}"));

    object? Ask(string by, Request request)
    {
        var effect = behaviour.Decide(room, new Act(by, request), new(self, now, seq + 1, random));
        foreach (var draft in effect.Events) room = behaviour.Apply(room, draft.Event, new(++seq, now));
        return effect.Reply;
    }
}
