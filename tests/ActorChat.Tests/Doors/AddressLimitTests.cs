using System.Net;
using ActorChat.Node;
using ActorChat.Node.Doors;

namespace ActorChat.Tests.Doors;

/// <summary>How many connections one address may have.</summary>
public sealed class AddressLimitTests
{
    readonly AddressLimit limit = new(2);

    [Fact]
    public void Address_WhenItHasItsShare_GetsNoMore_UntilOneIsGone()
    {
        limit.TryEnter("192.0.2.1:1").ShouldBeTrue();
        limit.TryEnter("192.0.2.1:2").ShouldBeTrue();
        limit.TryEnter("192.0.2.1:3").ShouldBeFalse();
        limit.TryEnter("192.0.2.2:1").ShouldBeTrue("that is another");
        limit.Leave("192.0.2.1:1");
        limit.TryEnter("192.0.2.1:3").ShouldBeTrue();
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::9", false)]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:3::9", true)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", false)]
    public void Network_WhenOfVersion6_CountsAsOneAddress_HoweverItsConnectionsAreWritten(string first, string next, bool may)
    {
        for (var port = 1; port <= 2; port++) limit.TryEnter(From(first, port)).ShouldBeTrue();
        limit.TryEnter(From(next, 3)).ShouldBe(may);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public void Machine_WhenItIsTheNodesOwn_HasNoLimit(string address)
    {
        for (var port = 1; port <= 5; port++) limit.TryEnter(From(address, port)).ShouldBeTrue();
        limit.Leave(From(address, 1));
    }

    // As the doors do.
    static string From(string address, int port) => HostPort.Format(IPAddress.Parse(address), port);
}
