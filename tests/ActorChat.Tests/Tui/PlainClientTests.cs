using System.Text.Json.Nodes;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Plain;

namespace ActorChat.Tests.Tui;

public sealed class PlainClientTests : IDisposable
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static ClientOptions Options { get; } = new() { Addresses = ["a:1"], Device = "dev", ClientName = "test" };

    static Reply? Server(Request request) => request switch
    {
        Login => new LoggedIn("alice", "token", "s1"),
        Post { Room: "Global" } => new PostedReply(7),
        Post => new Error(ErrorCodes.NotInRoom, "You are not in it."),
        GetHistory => new HistoryPage("room/Global", [], false),
        _ => new Done(),
    };

    async Task<(string Output, FakeNode Node)> Run(string input, bool json = false, Func<Request, Reply?>? server = null)
    {
        var node = new FakeNode(server ?? Server);
        var output = new StringWriter();
        var client = new ChatClient(Options, node, TimeProvider.System);
        IPrinter printer = json ? new JsonPrinter(output) : new TextPrinter(output, TimeZoneInfo.Utc);
        var plain = new PlainClient(client, "dev", printer, _folder, TimeProvider.System);
        await plain.Run(new StringReader(input), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline);
        return (output.ToString(), node);
    }

    [Fact]
    public async Task Run_WithCommands_SendsEachWhenTheOneBeforeIsAnswered_AndEndsWithTheInput()
    {
        var (output, node) = await Run("/login alice secret-secret\nhello\n/send lab no\n/room nowhere\n/nonsense\n");
        node.Asked.Select(request => request.GetType()).ShouldBe([typeof(Login), typeof(Post), typeof(Post)]);
        output.ReplaceLineEndings("\n").ShouldContain("You are logged in as alice.\nok #7\n! You are not in it.\n");
        output.ShouldContain("! You are not in nowhere");
        output.ShouldContain("! There is no command /nonsense");
    }

    [Fact]
    public async Task Run_WithJson_PrintsFramesAsReceivedAndLocalErrorsAsObjects()
    {
        var (output, _) = await Run("/login alice secret-secret\n/send\n", json: true);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject()).ToList();
        lines.ShouldContain(line => (string?)line["type"] == "hello");
        lines.ShouldContain(line => (string?)line["type"] == "logged-in" && line["re"] != null);
        lines.Single(line => line.ContainsKey("error"))["error"]!.ToString().ShouldContain("Usage: /send <room_name> <message>");
        lines.ShouldNotContain(line => (string?)line["type"] == "pong");
    }

    [Fact]
    public async Task Run_AfterQuit_SendsNothingMore()
    {
        var (_, node) = await Run("/quit\n/login alice secret-secret\n");
        node.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_WhenTheLinkBreaksDuringAPost_SendsItAgainWithItsKey()
    {
        FakeNode? node = null;
        var posts = 0;
        Reply? Breaking(Request request)
        {
            if (request is Resume) return new LoggedIn("alice", null, "s1");
            if (request is not Post || posts++ > 0) return Server(request);
            foreach (var socket in node!.Sockets) socket.Break();
            return null;
        }

        node = new FakeNode(Breaking);
        var output = new StringWriter();
        var client = new ChatClient(Options, node, TimeProvider.System);
        var plain = new PlainClient(client, "dev", new TextPrinter(output, TimeZoneInfo.Utc), _folder, TimeProvider.System);
        await plain.Run(new StringReader("/login alice secret-secret\nonce\n"), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline);
        node.Asked.OfType<Post>().Select(post => post.Key).ShouldBe(["dev:1", "dev:1"]);
        output.ToString().ShouldContain("ok #7");
    }

    [Fact]
    public async Task Run_WhenTheNodeIsInTrouble_SaysSoAndWhenItIsOver()
    {
        FakeNode? node = null;
        node = new FakeNode(request =>
        {
            if (request is Post) node!.Say(new Trouble("the store does not answer"), new Trouble());
            return Server(request);
        });
        var output = new StringWriter();
        var plain = new PlainClient(new ChatClient(Options, node, TimeProvider.System), "dev", new TextPrinter(output, TimeZoneInfo.Utc),
            _folder, TimeProvider.System);
        await plain.Run(new StringReader("/login alice secret-secret\nhello\n"), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline);
        output.ToString().ReplaceLineEndings("\n")
            .ShouldContain("-- the node is in trouble: the store does not answer\n-- the node serves again\n");
    }

    [Fact]
    public async Task History_OfADialogueThatIsNotOpen_SaysHowToOpenIt()
    {
        var (output, node) = await Run("/login alice secret-secret\n/history @carol\n");
        output.ShouldContain("! The dialogue with carol is not open: /open_dialogue carol opens it.");
        node.Asked.OfType<GetHistory>().ShouldBeEmpty();
    }

    [Fact]
    public void Message_InADialogue_IsShownUnderTheNameThatCommandsKnow()
    {
        var output = new StringWriter();
        var printer = new TextPrinter(output, TimeZoneInfo.Utc);
        printer.Happened(new FrameIn(new LoggedIn("alice", null, "s1"), default, Quiet: true));
        printer.Happened(new FrameIn(new Posted("Bob", "psst", 1, "d:1") { Feed = "dialogue/Alice~Bob", Seq = 3,
            At = DateTimeOffset.UnixEpoch }, default, Quiet: false));
        output.ToString().ShouldBe($"[@Bob] 1970-01-01 00:00 #3 Bob: psst{Environment.NewLine}");
    }

    [Fact]
    public async Task PublishThenLoad_GivesTheFileBack()
    {
        var path = Path.Combine(_folder, "plan.bin");
        var content = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();
        await File.WriteAllBytesAsync(path, content);
        var store = new FakeFiles();
        var (output, node) = await Run($"/login alice secret-secret\n/publish_file {path}\n/load_file key1\n",
            server: request => store.Answer(request) ?? Server(request));
        node.Asked.OfType<Post>().Single()
            .ShouldBe(new Post("Global", "plan.bin", "dev:1", "key1") { Id = node.Asked.OfType<Post>().Single().Id });
        var saved = Path.Combine(_folder, "plan (1).bin");
        output.ShouldContain($"saved as {saved}");
        (await File.ReadAllBytesAsync(saved)).ShouldBe(content);
        Directory.GetFiles(_folder, "*.part").ShouldBeEmpty();
    }
}
