using ActorChat.Node;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Simulator;
using ActorChat.Simulator.Cluster;

namespace ActorChat.Tests.Simulation;

/// <summary>What is deleted is gone from the store, and not only from sight. A node with everything in it, looked at from below.</summary>
public sealed class LongLifeTests : IDisposable
{
    readonly SimWorld world = new(
        1, new FaultModel { AssociationBreaks = 0, TellLost = 0, StoreCallLost = 0, StoreAnswerLost = 0, StoreCallHangs = 0 }, 50);
    readonly SimNode node;

    public LongLifeTests()
    {
        node = world.StartNode("n1");
        Pass(5);
    }

    public void Dispose() => node.Place.Kill();

    [Fact]
    public async Task Room_WhenDeleted_LeavesNothingBehindButItsEnd()
    {
        var lab = Ids.Room("lab");
        Ask(lab, new CreateRoom("lab", RoomAccess.Open));
        for (var i = 1; i <= 50; i++) Ask(lab, new Post("lab", $"message {i}", $"dev:{i}"));
        (await Stored(lab)).Count.ShouldBe(51);
        Ask(lab, new DeleteRoom("lab"));
        Pass(5);
        (await Stored(lab)).ShouldBe(["deleted"]);
        (await world.Store.Search("room", "lab", prefix: false, listedOnly: false, 9, default)).ShouldBeEmpty();
        (await LettersLeft()).ShouldBe(0);
    }

    [Fact]
    public async Task Dialogue_WhenDeleted_LeavesNothingBehindButItsEnd()
    {
        var dialogue = Ids.Dialogue("alice", "bob");
        Ask(dialogue, new OpenDialogue("bob"));
        for (var i = 1; i <= 50; i++) Ask(dialogue, new PostPrivate("bob", $"message {i}", $"dev:{i}"));
        (await Stored(dialogue)).Count.ShouldBe(51);
        Ask(dialogue, new DeleteDialogue("bob"));
        Pass(5);
        (await Stored(dialogue)).ShouldBe(["closed"]);
        (await LettersLeft()).ShouldBe(0);
    }

    [Fact]
    public async Task Upload_WhenNeverFinished_IsSweptOnItsDay_WithItsChunks()
    {
        var begun = (FileBegun)Ask(Ids.Files("alice"), new BeginFile("plan.pdf", 3, new string('a', 64)));
        await world.Store.PutChunk(begun.File, 0, new byte[3], default);
        Pass(60);
        (await world.Store.GetChunk(begun.File, 0, default)).ShouldNotBeNull("its day has not come");
        world.JumpAhead(TimeSpan.FromDays(31));
        Pass(5);
        (await world.Store.GetChunk(begun.File, 0, default)).ShouldBeNull();
        // A second look, for a chunk that was under way when the upload was dropped.
        world.JumpAhead(TimeSpan.FromMinutes(3));
        Pass(5);
        (await LettersLeft()).ShouldBe(0);
    }

    Reply Ask(EntityId to, Request request)
    {
        Reply? reply = null;
        node.Place.Post(async () => reply = await node.Chat.Act(to, "alice", request));
        Pass(1);
        reply.ShouldNotBeNull().ShouldNotBeOfType<Error>(reply.ToString());
        return reply;
    }

    void Pass(double seconds) => world.Timeline.RunUntil(world.Timeline.Now + TimeSpan.FromSeconds(seconds));

    async Task<List<string>> Stored(EntityId entity) =>
        [.. (await world.Store.ReadForward(entity, 0, 1000, default)).Select(stored => stored.Type)];

    async Task<int> LettersLeft() => (await world.Store.ReadDue(DateTimeOffset.MaxValue, 100, default)).Count;
}
