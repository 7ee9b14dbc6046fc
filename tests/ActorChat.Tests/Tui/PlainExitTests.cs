using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Model;
using ActorChat.Tui.Plain;

namespace ActorChat.Tests.Tui;

/// <summary>What scripts learn of a run without a screen: by its exit code, and about every line that did not reach its room.</summary>
public sealed class PlainExitTests
{
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    static readonly ClientOptions Options = new() { Addresses = ["a:1"], Device = "dev", ClientName = "test" };

    static Reply? Server(Request request) => request switch
    {
        Login { Password: "right-password" } => new LoggedIn("alice", "token", "s1"),
        Login => new Error(ErrorCodes.BadLogin, "the name or the password is wrong"),
        Post { Room: "Global" } => new PostedReply(7),
        Post => new Error(ErrorCodes.NotInRoom, "You are not in it."),
        DeleteRoom { Confirm: false } => new Error(ErrorCodes.ConfirmNeeded, $"this deletes the room lab for good: {Confirming.AskAgain}"),
        _ => new Done(),
    };

    static async Task<(int Code, string Output, FakeNode Node)> Run(string input, bool yes = false)
    {
        var (node, output) = (new FakeNode(Server), new StringWriter());
        var plain = new PlainClient(new ChatClient(Options, node, TimeProvider.System), "dev", new TextPrinter(output, TimeZoneInfo.Utc),
            "/nowhere", TimeProvider.System, yes: yes);
        var code = await plain.Run(new StringReader(input), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline);
        return (code, output.ToString(), node);
    }

    [Theory]
    [InlineData("/login alice right-password\nhello\n", ExitCodes.Done)]
    [InlineData("/help\n/quit\n", ExitCodes.Done)]
    [InlineData("/login alice wrong-password\n", ExitCodes.Refused)]
    [InlineData("/login alice right-password\n/send lab hello\n", ExitCodes.Refused)]
    [InlineData("/login alice right-password\n/nonsense\n", ExitCodes.Refused)]
    [InlineData("/login alice right-password\n/publish_file /no/such/file\n", ExitCodes.Refused)]
    [InlineData("/login alice right-password\n/history @carol\n", ExitCodes.Refused)]
    [InlineData("login alice right-password\n", ExitCodes.Refused)]
    public async Task Run_EndsWithWhatAScriptNeedsToKnow(string input, int code) => (await Run(input)).Code.ShouldBe(code);

    [Theory]
    [InlineData("    /login alice right-password\n")]
    [InlineData("\ufeff/login alice right-password\n")]
    [InlineData("login alice right-password\n")]
    public async Task Run_WhenACommandIsIndentedOrHasLostItsSlash_NeverPostsThePassword(string input)
    {
        var (_, output, node) = await Run(input);
        node.Asked.ShouldNotContain(request => request is Post);
        output.ShouldNotContain("ok #");
    }

    [Theory]
    [InlineData(true, false, 2, ExitCodes.Refused)]
    [InlineData(true, true, 1, ExitCodes.Done)]
    [InlineData(false, false, 1, ExitCodes.Done)]
    public async Task Quit_WhenItEndsAClusterThatOthersUse_SaysSoAndStays_UnlessToldYes(bool runs, bool yes, int posts, int code)
    {
        FakeNode? node = null;
        node = new FakeNode(request =>
        {
            if (request is Post)
            {
                node!.Say(new UserState("user/alice", 1, "alice", ["Global"], [], [], new Dictionary<string, ReadMark>()),
                    new RoomState("room/Global", 1, "Global", RoomAccess.Open, 1, [], [], 0, ["alice", "bob"]));
            }
            return Server(request);
        });
        var output = new StringWriter();
        var plain = new PlainClient(new ChatClient(Options, node, TimeProvider.System), "dev", new TextPrinter(output, TimeZoneInfo.Utc),
            "/nowhere", TimeProvider.System, yes: yes, runsCluster: runs);
        var input = "/login alice right-password\nhello\n/quit\nstill here\n";
        (await plain.Run(new StringReader(input), TimeSpan.Zero, CancellationToken.None).WaitAsync(Deadline)).ShouldBe(code);
        node.Asked.OfType<Post>().Count().ShouldBe(posts);
        const string Loss = "The cluster ends with you, and somebody else is connected.";
        if (runs) output.ToString().ShouldContain(Loss);
        else output.ToString().ShouldNotContain(Loss);
        if (posts == 2) output.ToString().ShouldContain($"! {Loss} Nothing was done; --yes on the command line");
    }

    [Fact]
    public async Task Run_WhenACommandDestroys_SaysWhatAndDoesNothing_UnlessToldYes()
    {
        var asked = await Run("/login alice right-password\n/delete_room lab\n");
        asked.Code.ShouldBe(ExitCodes.Refused);
        asked.Output.ShouldContain($"! this deletes the room lab for good: {PlainSentences.NeedsYes}");
        asked.Output.ShouldNotContain("\"confirm\"");
        var told = await Run("/login alice right-password\n/delete_room lab\n", yes: true);
        (told.Code, told.Node.Asked.OfType<DeleteRoom>().Single().Confirm).ShouldBe((ExitCodes.Done, true));
    }

    [Fact]
    public async Task Run_WhenNoNodeIsThere_GivesUpAndSaysSo_AndWaitsWhenToldTo()
    {
        foreach (var waits in (bool[])[false, true])
        {
            var (time, output) = (new FakeTime(), new StringWriter());
            var plain = new PlainClient(new ChatClient(Options, new NoNode(), time), "dev", new TextPrinter(output, TimeZoneInfo.Utc),
                "/nowhere", time, waits: waits);
            using var stop = new CancellationTokenSource();
            var run = plain.Run(new StringReader("/login alice right-password\n"), TimeSpan.Zero, stop.Token);
            time.Advance(Reach.First - TimeSpan.FromSeconds(1));
            run.IsCompleted.ShouldBeFalse();
            time.Advance(TimeSpan.FromSeconds(2));
            if (waits) await stop.CancelAsync();
            await Advance(time, run);
            (await run).ShouldBe(waits ? ExitCodes.Refused : ExitCodes.Unreachable);
            output.ToString().Contains("No node could be reached", StringComparison.Ordinal).ShouldBe(!waits);
        }
    }

    [Fact]
    public async Task Run_WhenTheCertificateIsNotAccepted_EndsAtOnce_HoweverLongItWouldWait()
    {
        var (time, output) = (new FakeTime(), new StringWriter());
        var stranger = new Stranger("chat.example.org:7401", "sha256:" + new string('a', 64), null, "has expired");
        var plain = new PlainClient(
            new ChatClient(Options, new NoTrust(stranger), time), "dev", new TextPrinter(output, TimeZoneInfo.Utc), "/nowhere", time,
                waits: true);
        var run = plain.Run(new StringReader("/login alice right-password\n"), TimeSpan.Zero, CancellationToken.None);
        await Advance(time, run);
        (await run).ShouldBe(ExitCodes.Untrusted);
        plain.Refused.ShouldBe(stranger);
    }

    [Theory]
    [InlineData("hello, world\n/quit\n", "Global: hello, world")]
    [InlineData("/send lab one\n", "lab: one")]
    [InlineData("/send_private bob psst\n", "@bob: psst")]
    public async Task Run_WhenALineCouldNotBeSent_SaysWhichInTheEnd(string line, string told)
    {
        var (time, output) = (new FakeTime(), new StringWriter());
        FakeNode? node = null;
        node = new FakeNode(request =>
        {
            if (request is not (Post or PostPrivate)) return Server(request);
            foreach (var socket in node!.Sockets) socket.Break();
            return null;
        });
        var dialer = new OnceOnly(node);
        var plain = new PlainClient(
            new ChatClient(Options, dialer, time), "dev", new TextPrinter(output, TimeZoneInfo.Utc), "/nowhere", time);
        var run = plain.Run(new StringReader("/login alice right-password\n" + line), TimeSpan.Zero, CancellationToken.None);
        await Eventually.True(() => dialer.Dials > 1, "the link is down and looked for again");
        await Advance(time, run);
        (await run).ShouldBe(ExitCodes.Unreachable);
        output.ToString().ShouldContain($"! Not sent, or not known to be, to {told}");
    }

    [Fact]
    public async Task Run_WhenTheConnectionFailsInAWayThatNobodyForesaw_SaysSoAndGoesOnTrying()
    {
        var (time, output, dialer) = (new FakeTime(), new StringWriter(), new Broken());
        var plain = new PlainClient(
            new ChatClient(Options, dialer, time), "dev", new TextPrinter(output, TimeZoneInfo.Utc), "/nowhere", time);
        var run = plain.Run(new StringReader("/login alice right-password\n"), TimeSpan.Zero, CancellationToken.None);
        await Advance(time, run);
        (await run).ShouldBe(ExitCodes.Unreachable);
        dialer.Dials.ShouldBeGreaterThan(1);
        output.ToString().ShouldContain("FileNotFoundException: a part of the program is missing");
    }

    [Theory]
    [InlineData("room/lab", "lab", "lab#7")]
    [InlineData("dialogue/alice~bob", "bob", "@bob#7")]
    public void Place_IsShownAsItIsTyped(string feed, string title, string shown) => new MessagePlace(feed, title, 7).Shown.ShouldBe(shown);

    // What still waits for time in closing gets it.
    static async Task Advance(FakeTime time, Task run)
    {
        await Eventually.True(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return run.IsCompleted;
            },
            "the run has ended");
    }

    sealed class NoTrust(Stranger stranger) : IDialer
    {
        public Task<ISocket> Dial(string address, CancellationToken cancel) =>
            throw new SocketFailedException(stranger.Short) { Stranger = stranger };
    }

    sealed class Broken : IDialer
    {
        int dials;

        public int Dials => Volatile.Read(ref dials);

        public Task<ISocket> Dial(string address, CancellationToken cancel)
        {
            Interlocked.Increment(ref dials);
            throw new FileNotFoundException("a part of the program is missing");
        }
    }

    sealed class NoNode : IDialer
    {
        public Task<ISocket> Dial(string address, CancellationToken cancel) => throw new SocketFailedException("nobody there");
    }

    sealed class OnceOnly(FakeNode node) : IDialer
    {
        int dials;

        public int Dials => Volatile.Read(ref dials);

        public Task<ISocket> Dial(string address, CancellationToken cancel) =>
            Interlocked.Increment(ref dials) == 1 ? node.Dial(address, cancel) : throw new SocketFailedException("nobody there");
    }
}
