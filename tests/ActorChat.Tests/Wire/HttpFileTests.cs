using System.Net.Http.Headers;
using System.Security.Cryptography;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

[Collection(OneNodeTests.Name)]
public sealed class HttpFileTests(OneNode node)
{
    static readonly byte[] Content = RandomNumberGenerator.GetBytes((2 * ProtocolLimits.FileChunkBytes) + 100);

    [Fact]
    public async Task File_WhenPut_IsThereForWhoHoldsItsKey_WholeAndInParts()
    {
        using var api = await node.Api("file-gerd");
        var put = await Put(api, "plan%20b.pdf", Content);
        put.Status.ShouldBe(201, put.ToString());
        var path = put.Headers.Location!.OriginalString;

        using var other = await node.Api("file-hans");
        (await other.Get(path)).Code.ShouldBe(ErrorCodes.UnknownFile);
        await api.Right(
            "post", $"\"room\":\"Global\",\"text\":\"a plan\",\"file\":\"{Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..])}\"");
        var whole = await other.Get(path);
        (whole.Status, whole.Body.SequenceEqual(Content)).ShouldBe((200, true));
        whole.ContentHeaders.ContentLength.ShouldBe(Content.Length);
        whole.ContentHeaders.ContentDisposition!.ToString().ShouldContain("plan b.pdf");
        whole.Headers.AcceptRanges.ShouldContain("bytes");
        whole.Headers.ETag!.Tag.ShouldBe($"\"{Samples.Sha256Of(Content)}\"");

        foreach (var (from, to) in (
            (int, int)[])[(0, 0), (10, 40_000), (32_767, 32_768), (65_536, Content.Length - 1), (5, Content.Length - 1)])
        {
            var part = await other.Get(path, ("Range", $"bytes={from}-{to}"));
            (part.Status, part.Body.AsSpan().SequenceEqual(Content.AsSpan(from, to + 1 - from))).ShouldBe((206, true), $"{from}-{to}");
            part.ContentHeaders.ContentRange!.ToString().ShouldBe($"bytes {from}-{to}/{Content.Length}");
        }
        (await other.Get(path, ("Range", "bytes=-7"))).Body.ShouldBe(Content[^7..]);
        (await other.Get(path, ("Range", $"bytes={Content.Length}-"))).Status.ShouldBe(416);
        (await other.Get(path, ("Range", "bytes=3-5"), ("If-Range", whole.Headers.ETag.Tag))).Status.ShouldBe(206);
        (await other.Get(path, ("Range", "bytes=3-5"), ("If-Range", "\"another\""))).Status.ShouldBe(200);
        (await other.Get(path, ("If-None-Match", whole.Headers.ETag.Tag))).Status.ShouldBe(304);
        var head = await other.Send(HttpMethod.Head, path, null);
        (head.Status, head.Body.Length, head.ContentHeaders.ContentLength).ShouldBe((200, 0, Content.Length));
    }

    [Fact]
    public async Task File_WhenPutOverHttp_IsLoadedOverASocket_AndTheOtherWayRound()
    {
        using var api = await node.Api("file-ida");
        var key = (await Put(api, "f", [1, 2, 3])).Json.Text("key");
        await using var socket = await node.Register("file-jan");
        (await socket.Ask("get-chunk", $"\"key\":\"{key}\",\"index\":0")).Code.ShouldBe(ErrorCodes.UnknownFile);
        (await api.Right("post", $"\"room\":\"Global\",\"text\":\"look\",\"file\":\"{key}\"")).Type.ShouldBe("posted");
        (await socket.Right("get-chunk", $"\"key\":\"{key}\",\"index\":0")).Text("data").ShouldBe("AQID");
        (await socket.See("posted", ("text", "look")))["file"].GetProperty("name").GetString().ShouldBe("f");
    }

    [Fact]
    public async Task File_WhenEmpty_IsAFile()
    {
        using var api = await node.Api("file-kai");
        var path = (await Put(api, "empty", [])).Headers.Location!.OriginalString;
        var answer = await api.Get(path);
        (answer.Status, answer.Body.Length).ShouldBe((200, 0));
    }

    [Fact]
    public async Task File_WhenTooLarge_IsRefused_WithOrWithoutItsLength()
    {
        await using var cluster = await TestCluster.Start(1, "files.max-file-bytes=100000");
        using var api = new ApiClient(cluster["n1"].Address);
        await api.Register("file-lea");
        var known = await Put(api, "f", new byte[100_001]);
        (known.Status, known.Code).ShouldBe((413, ErrorCodes.FileTooLarge), known.ToString());
        var chunked = await api.Send(HttpMethod.Put, "/v1/files/f", new StreamContent(new Unmeasured(100_001)));
        (chunked.Status, chunked.Code).ShouldBe((413, ErrorCodes.FileTooLarge), chunked.ToString());
        (await Put(api, "f", new byte[100_000])).Status.ShouldBe(201);
    }

    [Fact]
    public async Task File_WhenItsDigestIsAnnounced_IsCompared()
    {
        using var api = await node.Api("file-max");
        var digest = Convert.ToBase64String(SHA256.HashData(Content));
        (await Put(api, "f", Content, ("Repr-Digest", $"sha-256=:{digest}:"))).Status.ShouldBe(201);
        (await Put(api, "f", Content[1..], ("Repr-Digest", $"sha-256=:{digest}:"))).Code.ShouldBe(ErrorCodes.BadChecksum);
        (await Put(api, "f", Content, ("Repr-Digest", "md5=:AAAA:"))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task File_WhenNobodyIsLoggedIn_OrTheKeyIsNone_IsNotThere()
    {
        using var api = await node.Api();
        (await Put(api, "f", [1])).Code.ShouldBe(ErrorCodes.NotLoggedIn);
        (await api.Get("/v1/files/x:y")).Code.ShouldBe(ErrorCodes.NotLoggedIn);
        await api.Register("file-nele");
        var answer = await api.Get("/v1/files/file-nele:AAAA");
        (answer.Status, answer.Code).ShouldBe((404, ErrorCodes.UnknownFile));
        (await api.Get("/v1/files/nonsense")).Code.ShouldBe(ErrorCodes.UnknownFile);
        (await Put(api, "%2E%2E%2F%2E%2E", [1])).Code.ShouldBe(ErrorCodes.BadName);
    }

    static Task<ApiAnswer> Put(ApiClient api, string name, byte[] content, params (string, string)[] headers) =>
        api.Send(HttpMethod.Put, $"/v1/files/{name}",
            new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, headers);

    // So long, and nobody knows it before.
    sealed class Unmeasured(int bytes) : MemoryStream(new byte[bytes])
    {
        public override bool CanSeek => false;
    }
}
