using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

/// <summary>What people see of a node that is cut off: by its own word, and by what it answers.</summary>
static class CutOff
{
    /// <summary>Waits until the node says so of itself.</summary>
    public static Task Says(this NodeProcess node, string what) =>
        Eventually.See(node.Readiness, said => said.Contains(what, StringComparison.Ordinal), $"{node.Name} says '{what}'");

    /// <summary>A message to this room is refused here, with this reason.</summary>
    public static async Task IsRefused(this WireClient client, string room, string why)
    {
        var answer = await client.Ask("post", $"\"room\":\"{room}\",\"text\":\"not now\",\"key\":\"refused:1\"");
        answer.Code.ShouldBe("unavailable", answer.ToString());
        answer.Text("message")!.ShouldContain(why);
    }

    /// <summary>A message to this room is taken here, sooner or later, once.</summary>
    public static Task Posts(this WireClient client, string room) => Eventually.See(
        () => client.Ask("post", $"\"room\":\"{room}\",\"text\":\"again\",\"key\":\"taken:1\""), answer =>
            answer.Type == "posted", $"a message to {room} is taken");

    /// <summary>The client of this node has been told of a trouble that is this.</summary>
    public static Task<Frame> IsTold(this WireClient client, string trouble) =>
        client.See(frame => frame.Type == "trouble" && frame.Text("message")?.Contains(trouble, StringComparison.Ordinal) == true,
            $"trouble with '{trouble}'");

    /// <summary>The last that the client was told of trouble is that there is none.</summary>
    public static Task IsToldItIsOver(this WireClient client) =>
        Eventually.True(
            () => client.Frames.Last(frame => frame.Type == "trouble").Text("message") is null, "it is told that the trouble is over");

    /// <summary>The client has been told of a trouble that is this.</summary>
    public static Task<Frame> IsTold(this PlainClient client, string trouble) =>
        client.See(frame => frame.Type == "trouble" && frame.Text("message")?.Contains(trouble, StringComparison.Ordinal) == true,
            $"trouble with '{trouble}'");

    /// <summary>The last that the client was told of trouble is that there is none.</summary>
    public static Task IsToldItIsOver(this PlainClient client) =>
        Eventually.True(() => client.Frames.Last(frame => frame.Type == "trouble").Text("message") is null,
            $"{client.Name} is told that the trouble is over");
}
