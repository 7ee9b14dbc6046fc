using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Node.Chat;
using ActorChat.Node.Entities;
using ActorChat.Node.Kinds;
using ActorChat.Node.Settings;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>Through an entity's core, without actor and journal: decided, gathered, written, answered, shown to followers.</summary>
public class EntityBenchmarks : IAsker
{
    const int AtOnce = 64;

    static readonly NodeSettings Limits = NodeSettings.Default;

    readonly EntityCore room = NewCore(Ids.Room("Lab")), nobody = NewCore(Ids.User("nobody"));
    long number, answers;

    [GlobalSetup]
    public void Create()
    {
        room.Take(new Act("alice", new CreateRoom("Lab", RoomAccess.Open)), this, null, DateTimeOffset.UtcNow);
        Write();
    }

    /// <summary>A question: nothing to write.</summary>
    [Benchmark]
    public long Query()
    {
        nobody.Take(new GetName(), this, null, DateTimeOffset.UtcNow);
        return answers;
    }

    /// <summary>A message, one of many that a write gathers.</summary>
    [Benchmark(OperationsPerInvoke = AtOnce)]
    public long Post()
    {
        for (var i = 0; i < AtOnce; i++)
        {
            room.Take(new Act("alice", new Post("Lab", "hello, everyone", $"device:{++number}")), this, null, DateTimeOffset.UtcNow);
        }
        Write();
        return answers;
    }

    /// <inheritdoc/>
    public void End(AskResult result) => answers++;

    void Write()
    {
        while (room.TakeDraft() is not null) room.OnWritten(isFollowed: true, DateTimeOffset.UtcNow);
    }

    static EntityCore NewCore(EntityId id) => new(
        id, ChatKinds.All(Limits.Rooms, Limits.Dialogues, Limits.Files, Limits.Users, []).Single(kind => kind.Name == id.Kind),
            Limits.Entities, new SystemRandom(),
        (bug, command) => throw new InvalidOperationException($"{command.GetType()} failed", bug));
}
