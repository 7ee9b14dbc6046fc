using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>A client ends when it is told to, whatever it waits for.</summary>
[Collection(ProcessTests.Name)]
public sealed class SignalTests
{
    // Nothing listens on the port of the discard service.
    const string Nobody = "127.0.0.1:9";

    [Fact]
    public async Task Client_WhenTerminatedWhileItWaitsForInput_Ends()
    {
        await using var client = PlainClient.ConnectAsProcess("alice", [Nobody]);
        await client.See(frame => frame.Has("link"), "a try to connect");
        client.Process.Send(Signal.Terminate);
        (await client.Process.WaitForExit()).ShouldBe(0);
    }

    [Fact]
    public async Task Client_WhenTerminatedWhileItWaitsForAnAnswer_Ends()
    {
        await using var client = PlainClient.ConnectAsProcess("alice", [Nobody]);
        await client.Type("/send Global is anybody there?");
        await client.See(frame => frame.Has("sending"), "the line is read, and waits for a node");
        client.Process.Send(Signal.Terminate);
        (await client.Process.WaitForExit()).ShouldBe(3, "it was not sent");
    }
}
