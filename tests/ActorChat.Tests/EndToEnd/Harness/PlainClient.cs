using ActorChat.Messages;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// The real client with <c>--plain --json</c>: commands in, frames out. In the tests' own process, unless a test does something to its.
/// </summary>
sealed class PlainClient : IAsyncDisposable
{
    static readonly string[] OwnAnswers = ["error", "help", "notice", "saved", "published"];

    readonly IProgram program;
    readonly FrameLog log;

    PlainClient(string name, bool isProcess, IEnumerable<string> arguments)
    {
        Name = name;
        log = new(name, () => program!.Errors);
        string[] all = [.. arguments, "--plain", "--json", "--wait", "--yes"];
        void OnLine(string line) => log.Add(new Frame(line));
        program = isProcess ? ChildProcess.Start("ActorChat.Tui", all, OnLine) : new ClientInside(all, OnLine);
    }

    public string Name { get; }

    /// <summary>Its process; it was started as one.</summary>
    public ChildProcess Process => (ChildProcess)program;

    /// <summary>All frames so far.</summary>
    public IReadOnlyList<Frame> Frames => log.All;

    /// <summary>The state of the connection as it was told last.</summary>
    public string? Link => Frames.LastOrDefault(frame => frame.Has("link"))?.Text("link");

    /// <summary>Starts a client of these nodes, which are tried in this order.</summary>
    public static PlainClient Connect(string name, IEnumerable<string> addresses, params string[] more) =>
        new(name, false, ["--connect", string.Join(',', addresses), .. more]);

    /// <summary>The same as a process of its own.</summary>
    public static PlainClient ConnectAsProcess(string name, IEnumerable<string> addresses, params string[] more) =>
        new(name, true, ["--connect", string.Join(',', addresses), .. more]);

    /// <summary>Starts a client with any command line.</summary>
    public static PlainClient Start(string name, params string[] arguments) => new(name, false, arguments);

    /// <summary>The same as a process of its own.</summary>
    public static PlainClient StartAsProcess(string name, params string[] arguments) => new(name, true, arguments);

    /// <summary>Types a command, without waiting for its answer.</summary>
    public Task Type(string command) => program.WriteLine(command);

    /// <summary>Types a command and waits for its answer: a reply, or what the client itself says.</summary>
    public async Task<Frame> Do(string command)
    {
        var from = log.Count;
        await Type(command);
        return await log.Wait(IsAnswer, $"answer to {command}", from);
    }

    /// <summary>Types a command that goes right.</summary>
    public async Task<Frame> Right(string command)
    {
        var answer = await Do(command);
        (answer.Type == "error" || answer.Has("error")).ShouldBeFalse($"{Name} {command}: {answer}");
        return answer;
    }

    /// <summary>
    /// Types a command that goes right in the end: what makes ready for a test is asked again while the cluster says "not now".
    /// </summary>
    public async Task RightInTheEnd(string command)
    {
        var answer = await Eventually.See(
            () => Do(command), answer => !IsTransient(answer), $"{Name} {command} is answered", Eventually.Deadline * 2);
        // It was done, and the answer was lost.
        if (answer.Code is ErrorCodes.NameTaken or ErrorCodes.RoomExists or ErrorCodes.InRoom) return;
        (answer.Type == "error" || answer.Has("error")).ShouldBeFalse($"{Name} {command}: {answer}");
    }

    static bool IsTransient(Frame answer) => answer.Has("error") || (answer.Code is { } code && ErrorCodes.IsTransient(code));

    /// <summary>Types a command that a node refuses with this code.</summary>
    public async Task Refused(string command, string code)
    {
        var answer = await Do(command);
        answer.Code.ShouldBe(code, $"{Name} {command}: {answer}");
        answer.Text("message").ShouldNotBeNullOrWhiteSpace();
    }

    /// <summary>Types a command that the client itself refuses; what it says.</summary>
    public async Task<string> Misused(string command)
    {
        var answer = await Do(command);
        return answer.Text("error").ShouldNotBeNull($"{Name} {command}: {answer}");
    }

    /// <summary>Waits for a frame, unless it has come already.</summary>
    public Task<Frame> See(string type, params (string Field, object Value)[] with) =>
        log.Wait(frame => frame.Is(type, with), $"{type} with {string.Join(", ", with)}");

    /// <summary>Waits for a frame, unless it has come already.</summary>
    public Task<Frame> See(Func<Frame, bool> isIt, string what, TimeSpan? deadline = null) => log.Wait(isIt, what, deadline: deadline);

    /// <summary>Waits until so many frames are such.</summary>
    public Task SeeCount(int count, Func<Frame, bool> isOne, string what, TimeSpan? deadline = null) =>
        log.WaitForCount(count, isOne, what, deadline);

    /// <summary>How many such frames came so far.</summary>
    public int CountOf(string type, params (string Field, object Value)[] with) => Frames.Count(frame => frame.Is(type, with));

    /// <summary>Its input ends; the exit code.</summary>
    public Task<int> Finish()
    {
        program.CloseInput();
        return End();
    }

    /// <summary>It ends by itself; the exit code.</summary>
    public Task<int> End() => program.WaitForExit();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => program.DisposeAsync();

    static bool IsAnswer(Frame frame) => frame.IsReply || (frame.Type == "local" && OwnAnswers.Any(frame.Has));
}
