using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ActorChat.Tests.EndToEnd;

/// <summary>
/// The client on a real terminal, made by util-linux's script: however it ends, the terminal is as it was, and the process is gone when the
/// terminal is.
/// </summary>
public sealed class TerminalExitTests
{
    // What takes the alternate screen, and what a frame ends with.
    const string Taken = "\e[?1049h", Left = "\e[?1049l", Frame = "\e[?2026l", MouseOff = "\e[?1000l", MouseOn = "\e[?1000h";

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public async Task Signal_WhenItComes_GivesTheTerminalBack(string signal)
    {
        await using var terminal = new Terminal();
        var pid = await terminal.Start();
        using (var kill = Process.Start("kill", [$"-{signal}", pid])!) await kill.WaitForExitAsync();
        await terminal.ShouldBeBack(status: 0);
    }

    [Fact]
    public async Task Quit_WhenTyped_GivesTheTerminalBack()
    {
        await using var terminal = new Terminal();
        await terminal.Start();
        await terminal.Type("/quit\r");
        await terminal.ShouldBeBack(status: 0);
    }

    [Theory]
    [InlineData("/quit\r", "")]
    [InlineData("/qu", "it\r")]
    public async Task Line_WhenTypedBeforeTheClientHasTheTerminal_IsEntered(string ahead, string behind)
    {
        await using var terminal = new Terminal();
        await Eventually.True(() => terminal.Seen.Contains("pid:", StringComparison.Ordinal), "the terminal is there, and nobody reads it");
        await terminal.Type(ahead);
        await terminal.Start();
        await terminal.Type(behind);
        await terminal.ShouldBeBack(status: 0);
    }

    [Fact]
    public async Task Mouse_WhenASettingTurnsItOff_IsTheTerminalsOwn()
    {
        await using var terminal = new Terminal();
        await terminal.Start();
        terminal.Seen.LastIndexOf(MouseOn, StringComparison.Ordinal)
            .ShouldBeGreaterThan(terminal.Seen.LastIndexOf(MouseOff, StringComparison.Ordinal));
        await terminal.Type("/settings mouse off\r");
        await Eventually.True(
            () => terminal.Seen.LastIndexOf(MouseOff, StringComparison.Ordinal) > terminal.Seen.LastIndexOf(
                MouseOn, StringComparison.Ordinal),
            "the terminal was told to keep its mouse");
    }

    [Fact]
    public async Task Terminal_WhenGone_TakesTheProcessWithIt()
    {
        await using var terminal = new Terminal();
        var pid = await terminal.Start();
        terminal.Close();
        await Eventually.True(() => !Directory.Exists($"/proc/{pid}"), "the client is gone with its terminal");
    }

    [Fact]
    public async Task TerminalGui_WithoutTheConstructorThatTheClientCalls_ServesWithItsOwnDriver_AndTheUserIsTold()
    {
        var program = Directory.CreateTempSubdirectory("actorchat-test-");
        try
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Repository.Program("ActorChat.Tui"))!))
            {
                File.Copy(file, Path.Combine(program.FullName, Path.GetFileName(file)));
            }
            Rename(Path.Combine(program.FullName, "Terminal.Gui.dll"), "ApplicationImpl", "ApplicationNext");
            await using var terminal = new Terminal(Path.Combine(program.FullName, "ActorChat.Tui.dll"));
            await Eventually.True(() => terminal.Seen.Contains("no place for", StringComparison.Ordinal), "the user is told");
            await terminal.Type("/quit");
            await Eventually.True(() => terminal.Seen.Contains("/quit", StringComparison.Ordinal), "what is typed stands there");
            await terminal.Type("\r");
            await terminal.ShouldBeBack(status: 0);

            await using var closed = new Terminal(Path.Combine(program.FullName, "ActorChat.Tui.dll"));
            await Eventually.True(() => closed.Seen.Contains("no place for", StringComparison.Ordinal), "the user is told");
            var pid = closed.After("pid:");
            closed.Close();
            await Eventually.True(() => !Directory.Exists($"/proc/{pid}"), "that client is gone with its terminal too");
        }
        finally
        {
            program.Delete(recursive: true);
        }
    }

    // A type by another name, as a later version may have it: names stand in the file as they are, with a zero at both ends.
    static void Rename(string library, string from, string to)
    {
        var bytes = File.ReadAllBytes(library);
        var at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"\0{from}\0"));
        at.ShouldBeGreaterThan(0);
        Encoding.ASCII.GetBytes(to[..from.Length]).CopyTo(bytes, at + 1);
        File.WriteAllBytes(library, bytes);
    }

    sealed class Terminal : IAsyncDisposable
    {
        readonly StringBuilder seen = new();
        readonly string data = Directory.CreateTempSubdirectory("actorchat-test-").FullName;
        readonly Process script;
        readonly Task reading;

        public Terminal(string? program = null)
        {
            // Nobody listens on the port: the screen needs no node. Whoever was started in the background, or by nohup, may ignore signals,
            // and pass that on.
            var dotnet = $"dotnet {program ?? Repository.Program("ActorChat.Tui")} --connect 127.0.0.1:9";
            var client = $"sh -c 'echo pid:$$; exec env --default-signal=INT,QUIT,HUP {dotnet}'";
            var start = new ProcessStartInfo("script",
                ["-qfc", $"stty rows 24 cols 80; echo before:$(stty -g); {client}; echo status:$?; echo after:$(stty -g)", "/dev/null"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
            };
            start.Environment["TERM"] = "xterm-256color";
            // What keeps Terminal.Gui off the terminal of these tests is not for a client on a terminal of its own.
            start.Environment.Remove("DisableRealDriverIO");
            start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = data;
            script = Process.Start(start)!;
            reading = Read();
        }

        public string Seen
        {
            get
            {
                lock (seen) return seen.ToString();
            }
        }

        /// <summary>Waits for the first frame; the client's process id.</summary>
        public async Task<string> Start()
        {
            await Eventually.True(() => Seen.Contains(Frame, StringComparison.Ordinal), "the first frame stands");
            return After("pid:");
        }

        public async Task Type(string keys)
        {
            await script.StandardInput.WriteAsync(keys);
            await script.StandardInput.FlushAsync();
        }

        public async Task ShouldBeBack(int status)
        {
            await Eventually.True(() => Seen.Contains("after:", StringComparison.Ordinal) && Seen.EndsWith('\n'), "the shell goes on");
            After("status:").ShouldBe(status.ToString(CultureInfo.InvariantCulture));
            After("after:").ShouldBe(After("before:"));
            Seen.Split(Left).Length.ShouldBe(Seen.Split(Taken).Length);
            Seen.LastIndexOf(MouseOff, StringComparison.Ordinal).ShouldBeGreaterThan(Seen.LastIndexOf(MouseOn, StringComparison.Ordinal));
        }

        /// <summary>The terminal is gone at once, with nobody told.</summary>
        public void Close() => script.Kill();

        public async ValueTask DisposeAsync()
        {
            if (!script.HasExited) script.Kill(entireProcessTree: true);
            await script.WaitForExitAsync();
            await reading;
            script.Dispose();
            Directory.Delete(data, recursive: true);
        }

        public string After(string sign)
        {
            var begin = Seen.LastIndexOf(sign, StringComparison.Ordinal) + sign.Length;
            return Seen[begin..Seen.IndexOf('\n', begin)].Trim();
        }

        async Task Read()
        {
            var buffer = new char[4096];
            while (await script.StandardOutput.ReadAsync(buffer) is > 0 and var count)
            {
                lock (seen) seen.Append(buffer, 0, count);
            }
        }
    }
}
