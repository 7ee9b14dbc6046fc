using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>What HTTP has beside the requests themselves: keys against repetition, other origins, other versions, and limits.</summary>
[Collection(OneNodeTests.Name)]
public sealed class HttpExtrasTests(OneNode node)
{
    [Fact]
    public async Task Post_WhenSentAgainUnderItsIdempotencyKey_IsOneMessage_OnAnyNode()
    {
        await using var cluster = await TestCluster.Start(2);
        using var one = new ApiClient(cluster["n1"].Address);
        await one.Register("twice");
        using var other = new ApiClient(cluster["n2"].Address) { Token = one.Token };
        foreach (var key in (string[])["4a4f3c1e-0001", "phone:17", "\"quoted\""])
        {
            var first = await Post(one, key);
            (await Post(one, key)).Json.Seq.ShouldBe(first.Json.Seq);
            (await Post(other, key)).Json.Seq.ShouldBe(first.Json.Seq);
        }
        (await one.Right("history", "\"feed\":\"room/Global\"")).List("events").Count.ShouldBe(3);

        static Task<ApiAnswer> Post(ApiClient api, string key) =>
            api.Ask("post", "\"room\":\"Global\",\"text\":\"once\"", ("Idempotency-Key", key));
    }

    [Fact]
    public async Task Request_WhenSentAgainUnderItsIdempotencyKey_GetsItsFirstAnswer_AndIsNotMadeAgain()
    {
        using var api = await node.Api("again");
        const string Room = "\"room\":\"again-room\",\"access\":\"open\"";
        (await api.Ask("create-room", Room, ("Idempotency-Key", "a"))).Status.ShouldBe(200);
        (await api.Ask("create-room", Room, ("Idempotency-Key", "a"))).Status.ShouldBe(200);
        (await api.Ask("create-room", Room, ("Idempotency-Key", "b"))).Code.ShouldBe(ErrorCodes.RoomExists);
        var reused = await api.Ask("create-room", "\"room\":\"another-room\",\"access\":\"open\"", ("Idempotency-Key", "a"));
        (reused.Status, reused.Code).ShouldBe((422, ErrorCodes.KeyReused));
        using var other = await node.Api("again-other");
        (await other.Ask("create-room", Room, ("Idempotency-Key", "a"))).Code.ShouldBe(ErrorCodes.RoomExists);
        (await api.Ask("create-room", Room, ("Idempotency-Key", new string('x', 256)))).Code.ShouldBe(ErrorCodes.BadField);
    }

    [Fact]
    public async Task Origin_WhenNoneIsAllowed_GetsNoPermission_AndWhenItIs_Does()
    {
        using (var api = await node.Api())
        {
            (await Preflight(api)).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
            (await api.Ask("ping", "", ("Origin", "https://chat.example.org"))).Headers.Contains("Access-Control-Allow-Origin")
                .ShouldBeFalse();
        }
        await using var cluster = await TestCluster.Start(1, "http.allowed-origins=https://chat.example.org");
        using var open = new ApiClient(cluster["n1"].Address);
        var allowed = await Preflight(open);
        allowed.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://chat.example.org"]);
        string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers")).ToLowerInvariant().ShouldContain("authorization");
        (await open.Ask("ping", "", ("Origin", "https://evil.example.org"))).Headers.Contains("Access-Control-Allow-Origin")
            .ShouldBeFalse();

        static Task<ApiAnswer> Preflight(ApiClient api) => api.Send(HttpMethod.Options, "/v1/post", null,
            ("Origin", "https://chat.example.org"), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,content-type"));
    }

    [Fact]
    public async Task Http2_WhenSpoken_HasItsOwnPort_AndWithTlsTheSame()
    {
        var (plain, secure, folder, hash) = (Ports.Free(), Ports.Free(), Directory.CreateTempSubdirectory("actorchat-tls-").FullName, "");
        using (var key = RSA.Create(2048))
        {
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
            hash = certificate.GetCertHashString();
            await File.WriteAllTextAsync(Path.Combine(folder, "node.pem"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        }
        await using (
            var cluster = await TestCluster.Start(1, $"http.http2-listen=127.0.0.1:{plain}", $"http.secure-listen=127.0.0.1:{secure}",
            $"http.certificate={Path.Combine(folder, "node.pem")}", $"http.certificate-key={Path.Combine(folder, "key.pem")}"))
        {
            (await Ping($"http://127.0.0.1:{plain}", HttpVersion.Version20, hash)).ShouldBe("""{"re":0,"type":"pong"}""");
            (await Ping($"https://127.0.0.1:{secure}", HttpVersion.Version20, hash)).ShouldBe("""{"re":0,"type":"pong"}""");
            (await Ping($"https://127.0.0.1:{secure}", HttpVersion.Version11, hash)).ShouldBe("""{"re":0,"type":"pong"}""");
            (await Ping($"http://{cluster["n1"].Address}", HttpVersion.Version11, hash)).ShouldBe("""{"re":0,"type":"pong"}""");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Login_WhenWrongTooOftenFromOneAddress_HasToWait_ByBothDoors()
    {
        await using var cluster = await TestCluster.Start(1, "passwords.max-guesses=5", "passwords.guess-back-every=1m");
        using var api = new ApiClient(cluster["n1"].Address);
        await api.Register("guessed");
        for (var i = 0; i < 5; i++)
        {
            await api.Refused("login", "\"name\":\"guessed\",\"password\":\"wrong-horse\"", 401, ErrorCodes.BadLogin);
        }
        var refused = await api.Ask("login", "\"name\":\"guessed\",\"password\":\"correct-horse\"");
        (refused.Status, refused.Code).ShouldBe((429, ErrorCodes.TooManyGuesses));
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
        await using var socket = await WireClient.Connect(cluster["n1"].Address);
        (await socket.Ask("login", "\"name\":\"guessed\",\"password\":\"correct-horse\"")).Code.ShouldBe(ErrorCodes.TooManyGuesses);
        await api.Right("history");
    }

    static async Task<string> Ping(string address, Version version, string hash)
    {
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (
            _, certificate, _, _) => certificate?.GetCertHashString() == hash } };
        using var http = new HttpClient(handler);
        using var answer = await http.SendAsync(
            new(HttpMethod.Post, $"{address}/v1/ping") { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact });
        answer.Version.ShouldBe(version);
        return await answer.Content.ReadAsStringAsync();
    }
}
