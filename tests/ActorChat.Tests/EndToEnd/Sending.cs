using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>Two users who talk in one room through clients on different nodes, watched by a third, and what must hold in the end.</summary>
sealed class Sending : IAsyncDisposable
{
    const string Password = "correct-horse";
    static readonly TimeSpan LongDeadline = TimeSpan.FromSeconds(120);

    // How many each types at a time who sends for as long as something takes.
    const int Batch = 20;

    readonly string room;

    // How much each client had been told when all was ready: on a crowded machine that takes more than one try.
    readonly Dictionary<PlainClient, int> readyAt = [];
    int each;

    Sending(string room, int each, TestCluster cluster)
    {
        (this.room, this.each) = (room, each);
        var nodes = cluster.Addresses;
        Alice = PlainClient.Connect("Alice", [nodes[0], nodes[1], nodes[2]]);
        Bob = PlainClient.Connect("Bob", [nodes[1], nodes[2], nodes[0]]);
        Watcher = PlainClient.Connect("Watcher", [nodes[2], nodes[0], nodes[1]]);
    }

    public PlainClient Alice { get; }
    public PlainClient Bob { get; }
    public PlainClient Watcher { get; }

    IReadOnlyList<PlainClient> All => [Alice, Bob, Watcher];

    /// <summary>
    /// All are in the room, each connected to another node: Alice to the first, Bob to the second, the watcher to the third.
    /// </summary>
    public static async Task<Sending> Begin(TestCluster cluster, string room, int each)
    {
        var sending = new Sending(room, each, cluster);
        foreach (var client in sending.All) await client.RightInTheEnd($"/register {client.Name} {Password}");
        // One whose answer was lost has registered and is not logged in.
        foreach (var client in sending.All.Where(client => client.CountOf("logged-in") == 0))
        {
            await client.RightInTheEnd($"/login {client.Name} {Password}");
        }
        await sending.Alice.RightInTheEnd($"/create_room {room} open");
        await sending.Bob.RightInTheEnd($"/join_room {room}");
        await sending.Watcher.RightInTheEnd($"/join_room {room}");
        foreach (var client in sending.All) await client.See("room-state", ("room", room));
        foreach (var client in sending.All) sending.readyAt[client] = client.Frames.Count;
        return sending;
    }

    /// <summary>Types all messages at once; each goes out when the one before is acknowledged.</summary>
    public async Task Send()
    {
        foreach (var client in (PlainClient[])[Alice, Bob])
        {
            for (var i = 1; i <= each; i++) await client.Type($"/send {room} {client.Name} {i}");
        }
    }

    /// <summary>Types as long as this goes on: a few messages at a time, so that some are always under way and never many.</summary>
    public async Task SendWhile(Task going)
    {
        each = 0;
        while (!going.IsCompleted)
        {
            foreach (var client in (PlainClient[])[Alice, Bob])
            {
                for (var i = 1; i <= Batch; i++) await client.Type($"/send {room} {client.Name} {each + i}");
            }
            if (each > 0) await Acknowledged(each);
            each += Batch;
        }
        await going;
    }

    /// <summary>Waits until so many of each user's messages are acknowledged.</summary>
    public Task Acknowledged(int count) => Task.WhenAll(new[] { Alice, Bob }
        .Select(client => client.SeeCount(count, IsAcknowledgement, "acknowledged messages", LongDeadline)));

    /// <summary>Waits until all of Alice's messages are acknowledged.</summary>
    public Task AcknowledgedByAlice() => Alice.SeeCount(each, IsAcknowledgement, "acknowledged messages", LongDeadline);

    /// <summary>A message sent over any node reaches everyone.</summary>
    public async Task SayOnEveryNode(TestCluster cluster)
    {
        foreach (var node in cluster.Nodes)
        {
            await using var speaker = await WireClient.Connect(node.Address);
            await speaker.Login("Alice");
            await speaker.Right("post", $"\"room\":\"{room}\",\"text\":\"over {node.Name}\",\"key\":\"on{node.Name}:1\"");
            foreach (var client in All) await client.See("posted", ("feed", $"room/{room}"), ("text", $"over {node.Name}"));
        }
    }

    /// <summary>
    /// All messages are acknowledged, in the history once, and were seen by all in the same order; all are connected; nobody saw an
    /// error.
    /// </summary>
    public async Task EndedWell(string address)
    {
        await Acknowledged(each);
        foreach (var client in All) await client.SeeCount(2 * each, IsMessage, "messages", LongDeadline);
        await using var reader = await WireClient.Connect(address);
        await reader.Login("Watcher");
        var history = await reader.History($"room/{room}");
        history.Select(message => message.Text("text")).ShouldBeUnique();
        history.Count.ShouldBe(2 * each);
        var expected = history.Select(message => (message.Seq, message.Text("text"))).ToList();
        foreach (var client in (PlainClient[])[Alice, Bob]) CheckAcknowledgements(client, history);
        foreach (var client in All)
        {
            client.Frames.Where(IsMessage).Select(message => (message.Seq, message.Text("text"))).ShouldBe(expected, client.Name);
            client.Frames.Skip(readyAt[client]).Where(frame => frame.Type == "error" || frame.Has("error")).ShouldBeEmpty(client.Name);
            client.Link.ShouldBe("open", client.Name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in All) await client.DisposeAsync();
    }

    static void CheckAcknowledgements(PlainClient client, IReadOnlyList<Frame> history)
    {
        var acknowledged = client.Frames.Where(IsAcknowledgement).Select(reply => reply.Seq).ToList();
        history.Where(message => message.Text("by") == client.Name).Select(message => message.Seq).ShouldBe(acknowledged, client.Name);
        history.Where(message => message.Text("by") == client.Name).Select(message => message.Text("text"))
            .ShouldBe(Enumerable.Range(1, acknowledged.Count).Select(i => $"{client.Name} {i}"), client.Name);
    }

    static bool IsAcknowledgement(Frame frame) => frame is { IsReply: true, Type: "posted" };

    bool IsMessage(Frame frame) => frame is { IsEvent: true, Type: "posted" } && frame.Feed == $"room/{room}";
}
