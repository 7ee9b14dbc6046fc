using ActorChat.Node.Settings;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.Clustering;

/// <summary>Nobody without the cluster's certificate gets past the handshake.</summary>
public sealed class CertificateTests
{
    static readonly ClusterOptions Defaults = NodeSettings.Default.Cluster with { };

    // A node waits longer for the first word of a peer that it has let in, and ends a connection at once that it has not.
    static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(1);

    static Task<ClusterCertificate> Of(MemoryStore store) => ClusterCertificate.Find(Defaults, store, TimeProvider.System, default);

    [Fact]
    public async Task Find_WhenNoFileIsNamed_IsTheSameForAllNodesOfAStore()
    {
        var store = new MemoryStore(TimeProvider.System);
        var (one, two, stranger) = (await Of(store), await Of(store), await Of(new MemoryStore(TimeProvider.System)));

        one.Accepts(two.Own).ShouldBeTrue();
        one.Accepts(stranger.Own).ShouldBeFalse();
        one.Accepts(null).ShouldBeFalse();
        one.Own.HasPrivateKey.ShouldBeTrue();
    }

    [Fact]
    public async Task Find_WhenAFileCantBeRead_NamesIt()
    {
        using var folder = new TempFolder();
        var options = NodeSettings.Default.Cluster with { Certificate = folder.File("none.pem") };

        var store = new MemoryStore(TimeProvider.System);

        (await Should.ThrowAsync<StoreRefusedException>(() => ClusterCertificate.Find(options, store, TimeProvider.System, default)))
            .Message.ShouldContain("none.pem");
    }

    [Fact]
    public async Task Peer_WhenItHasNotTheCertificate_IsRefusedInTheHandshake_AndTheNodeLivesOn()
    {
        var store = new MemoryStore(TimeProvider.System);
        var node = new LivingNode("n1", store);
        await node.Start();
        var port = HostPort.PortOf(node.Life.Nodes[0].ClusterAddress);
        var (own, strangers) = (await Of(store), await Of(new MemoryStore(TimeProvider.System)));

        (await StaysConnected(port, own.Own)).ShouldBeTrue();
        (await StaysConnected(port, null)).ShouldBeFalse();
        (await StaysConnected(port, strangers.Own)).ShouldBeFalse();

        node.Life.IsUp.ShouldBeTrue();
        node.Told.ShouldBe(["starting", "up"]);
        await node.Life.DisposeAsync();
    }

    [Fact]
    public async Task Node_WhenItsCertificateIsAnother_DoesNotGetIn_AndTheOthersLiveOn()
    {
        var store = new MemoryStore(TimeProvider.System);
        var node = new LivingNode("n1", store);
        await node.Start();
        using var folder = new TempFolder();
        var pem = ClusterCertificate.Make("CN=other", TimeProvider.System);
        await File.WriteAllTextAsync(folder.File("other.pem"), pem);
        var other = new LivingNode("n2", store, options => options.Certificate = options.CertificateKey = folder.File("other.pem"));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));

        await Should.ThrowAsync<OperationCanceledException>(() => other.Life.Start("n2:1", patience.Token));

        other.Life.Trouble.ShouldNotBeNull();
        node.Life.IsUp.ShouldBeTrue();
        node.Members.ShouldBe(1);
        node.Told.ShouldBe(["starting", "up"]);
        await other.Life.DisposeAsync();
        await node.Life.DisposeAsync();
    }

    // The server judges when the client has done its part: so a refused peer sees the connection end, before anything was said on it.
    static async Task<bool> StaysConnected(int port, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
#pragma warning disable CA5359 // It is the other side's judgement that is tested.
        await using var tls = new SslStream(client.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "x", EnabledSslProtocols = SslProtocols.Tls12,
                ClientCertificates = certificate is null ? null : new X509CertificateCollection { certificate },
            });
            await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Unanswered);
            return false;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException)
        {
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
