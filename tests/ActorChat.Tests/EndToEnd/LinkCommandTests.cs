using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class LinkCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task Link_WhenTheClientIsStartedWithIt_AsksAfterTheLogin_AndIsInWhenApproved()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "link");
        await cast.A1.Right("/create_room den-link /restricted");
        await cast.A1.Right("/send den-link nobody else reads this");
        var link = (await cast.A1.Right("/invite_link den-link 3 1h")).Text("link")!;
        await using var carol = PlainClient.Start("C1", link);
        await carol.Right("/register carol-link correct-horse");
        (await carol.See("asked")).Text("room").ShouldBe("den-link");
        foreach (var client in (PlainClient[])[cast.A1, cast.A2]) await client.See("request-made", ("user", "carol-link"));
        (await cast.A2.Right("/requests")).List("requests").Single().Text("user").ShouldBe("carol-link");
        await carol.Refused("/history 5 den-link", ErrorCodes.NotInRoom);

        await cast.A2.Right("/approve den-link carol-link");
        await carol.See("room-approved", ("by", cast.Alice));
        await carol.See("room-state", ("room", "den-link"));
        await cast.A1.See("request-settled", ("user", "carol-link"));
        (await carol.Right("/history 5 den-link")).Raw.ShouldContain("nobody else reads this");
        cast.B1.Frames.ShouldNotContain(frame => frame.Raw.Contains("nobody else", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_WhenTheUserWasAdded_NeedsNoApproval()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "added");
        await cast.A1.Right("/create_room den-added /restricted");
        var link = (await cast.A1.Right("/invite_link den-added")).Text("link")!;
        await cast.A1.Right($"/add_user den-added {cast.Bob}");
        (await cast.B1.Right($"/join_link {link}")).Raw.ShouldContain("\"in\":true");
        foreach (var client in (PlainClient[])[cast.B1, cast.B2]) await client.See("room-state", ("room", "den-added"));
    }

    [Fact]
    public async Task Link_WhenTheNodeThatMadeItIsGone_LeadsToTheRoomThroughAnother()
    {
        await using var cluster = await TestCluster.Start(2, "cluster.lease=2s");
        await using var alice = PlainClient.Connect("A", cluster.Addresses);
        await alice.Right("/register alice correct-horse");
        await alice.Right("/create_room den /restricted");
        var link = (await alice.Right("/invite_link den")).Text("link")!;
        var maker = cluster.Nodes.Single(node => link.StartsWith($"actorchat://{node.Address}", StringComparison.Ordinal)).Name;
        link[..link.IndexOf("/join/", StringComparison.Ordinal)]["actorchat://".Length..].Split(',').Order()
            .ShouldBe(cluster.Addresses.Order());
        await cluster.Kill(maker);
        await using var bob = PlainClient.Start("B", link, "--connect", cluster.Addresses.Single());
        await bob.Right("/register bob correct-horse");
        await bob.See("asked");
        await alice.See("request-made", ("user", "bob"));
        await alice.Right("/approve den bob");
        await bob.See("room-state", ("room", "den"));
        // Whoever has nothing but the link gets there too: it names the node that lives.
        await using var carol = PlainClient.Start("C", link);
        await carol.Right("/register carol correct-horse");
        await carol.See("asked");
    }
}
