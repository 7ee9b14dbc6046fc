using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;
using ActorChat.Tui.Connection;

namespace ActorChat.Tests.EndToEnd;

/// <summary>A node with TLS on its one port, at a loopback address by an explicit setting, with a certificate that it has made.</summary>
public sealed class SecureNode : IAsyncLifetime
{
    readonly Lazy<Task<TestCluster>> cluster = new(() => TestCluster.Start(1, "tls.mode=on"));

    internal async Task<NodeProcess> Node() => (await cluster.Value)["n1"];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (cluster.IsValueCreated) await (await cluster.Value).DisposeAsync();
    }
}

/// <summary>Real clients and nodes with TLS between them.</summary>
[Collection(OneNodeTests.Name)]
public sealed class TlsTests(SecureNode secure, OneNode open) : IClassFixture<SecureNode>, IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Client_WhenItsUserTrustsTheFingerprint_ComesByEveryDoor()
    {
        var node = await secure.Node();
        node.Address.ShouldStartWith("wss://127.0.0.1:");
        await using var remote = PlainClient.Connect("remote", [node.Address], "--trust", node.Fingerprint.ShouldNotBeNull());
        await remote.Right("/register alice correct-horse");
        await remote.See("hello", ("node", "n1"));
        var authority = node.Address["wss://".Length..];

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => Fingerprint.Of(shown!) == node.Fingerprint;
        await socket.ConnectAsync(new Uri($"wss://{authority}{ProtocolLimits.WebSocketPath}"), default);
        var buffer = new byte[4096];
        var hello = await socket.ReceiveAsync(buffer.AsMemory(), default);
        Encoding.UTF8.GetString(buffer, 0, hello.Count).ShouldContain($"\"{node.Address}\"");

        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => Fingerprint.Of(shown!) == node.Fingerprint;
        using var http = new HttpClient(handler);
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{authority}/healthz");
            (request.Version, request.VersionPolicy) = (version, HttpVersionPolicy.RequestVersionExact);
            using var answer = await http.SendAsync(request);
            (answer.Version, await answer.Content.ReadAsStringAsync()).ShouldBe((version, "alive\n"));
        }
        (await http.GetStringAsync($"https://{authority}/metrics")).ShouldContain("actorchat_sessions");
    }

    [Fact]
    public async Task Client_WhenNobodyHasAcceptedTheCertificate_SaysHowTo_AndOnceToldRemembersIt()
    {
        var node = await secure.Node();
        var (code, errors) = await Run(node.Address);
        (code, errors).ShouldBe((ExitCodes.Untrusted, errors));
        errors.ShouldContain("is signed by nobody whom this system trusts");
        errors.ShouldContain($"--trust {node.Fingerprint}");
        (await Run(node.Address, ["--trust", node.Fingerprint!])).Code.ShouldBe(ExitCodes.Done);
        (await Run(node.Address)).Code.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Client_WhenTheCertificateHasChanged_RefusesIt_UntilItIsTold()
    {
        var node = await secure.Node();
        var before = "sha256:" + new string('0', 64);
        Directory.CreateDirectory(folder.File("actorchat"));
        await File.WriteAllTextAsync(folder.File("actorchat/known-certificates"), $"{node.Address["wss://".Length..]} {before}\n");
        var (code, errors) = await Run(node.Address);
        code.ShouldBe(ExitCodes.Untrusted);
        errors.ShouldContain($"is not the one that was accepted before ({before})");
        errors.ShouldContain($"--trust {node.Fingerprint}");
        (await Run(node.Address, ["--trust", node.Fingerprint!])).Code.ShouldBe(ExitCodes.Done);
        (await Run(node.Address)).Code.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task Ends_WhenOneSpeaksTlsAndTheOtherDoesNot_SaySo()
    {
        var (node, plain) = (await secure.Node(), (await open.Node).Address);
        var authority = node.Address["wss://".Length..];
        await using (var client = PlainClient.Connect("plain", [$"ws://{authority}"]))
        {
            await client.See(frame => frame.Text("why") == $"it speaks TLS only: wss://{authority} connects with it", "why");
        }
        await using (var client = PlainClient.Connect("secure", [$"wss://{plain}"]))
        {
            await client.See(frame =>
                frame.Text("why") == $"it speaks no TLS: ws://{plain} connects without, for everybody on the way to read", "why");
        }
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPEndPoint.Parse(authority));
        await socket.GetStream().WriteAsync("GET /healthz HTTP/1.1\r\nHost: chat\r\n\r\n"u8.ToArray());
        using var reader = new StreamReader(socket.GetStream());
        var answer = await reader.ReadToEndAsync().WaitAsync(Eventually.Deadline);
        answer.ShouldStartWith("HTTP/1.1 426 ");
        answer.ShouldEndWith("this port speaks TLS only: connect by https:// or wss://.\n");
    }

    [Fact]
    public async Task Node_WithItsOwnFiles_ShowsThem_AndTheSystemsAuthoritiesAreEnough()
    {
        var file = Pem("own.pem", TimeSpan.FromDays(30));
        await using var cluster = await TestCluster.Start(1, "tls.mode=on", $"tls.certificate={file}", $"tls.certificate-key={file}");
        var address = cluster["n1"].Address;
        (await Run(address)).Code.ShouldBe(ExitCodes.Untrusted);
        (await Run(address, [], ("SSL_CERT_FILE", file))).Code.ShouldBe(ExitCodes.Done);
        File.Exists(folder.File("actorchat/known-certificates")).ShouldBeFalse("what an authority vouches for need not be remembered");
    }

    [Fact]
    public async Task Node_WhenItsCertificateHasExpired_Warns_AndWhoTrustsItConnects()
    {
        var file = Pem("old.pem", TimeSpan.FromDays(-1));
        await using var cluster = await TestCluster.Start(1, "tls.mode=on", $"tls.certificate={file}", $"tls.certificate-key={file}");
        var node = cluster["n1"];
        node.Process.Errors.ShouldContain($"({node.Fingerprint}) expired on ");
        (await Run(node.Address, [], ("SSL_CERT_FILE", file))).Errors.ShouldContain("expired on ");
        (await Run(node.Address, ["--trust", node.Fingerprint!])).Code.ShouldBe(ExitCodes.Done);
    }

    // The real client, which does nothing; its memory is the test's folder.
    async Task<(int Code, string Errors)> Run(string address, string[]? more = null, params (string Name, string Value)[] environment)
    {
        await using var client = ChildProcess.Start(
            "ActorChat.Tui", ["--connect", address, "--plain", "--json", "--wait", .. more ?? []], _ => { }, null,
            [("XDG_CONFIG_HOME", folder.Path), .. environment]);
        await client.WriteLine("/sessions");
        client.CloseInput();
        var code = await client.WaitForExit();
        // Nobody is logged in: that a node says so is what was asked for.
        return (code == ExitCodes.Refused ? ExitCodes.Done : code, client.Errors);
    }

    string Pem(string name, TimeSpan lives)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=chat", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-60), now + lives);
        File.WriteAllText(folder.File(name), $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return folder.File(name);
    }
}
