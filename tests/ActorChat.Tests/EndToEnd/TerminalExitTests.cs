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

    [Fact]
    public async Task Mouse_WhenASettingTurnsItOff_IsTheTerminalsOwn()
    {
        await using var terminal = new Terminal();
        await terminal.Start();
        terminal.Seen.LastIndexOf(MouseOn, StringComparison.Ordinal).ShouldBeGreaterThan(terminal.Seen.LastIndexOf(MouseOff, StringComparison.Ordinal));
        await terminal.Type("/settings mouse off\r");
        await Eventually.True(
            () => terminal.Seen.LastIndexOf(MouseOff, StringComparison.Ordinal) > terminal.Seen.LastIndexOf(MouseOn, StringComparison.Ordinal),
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

    sealed class Terminal : IAsyncDisposable
    {
        readonly StringBuilder seen = new();
        readonly string data = Directory.CreateTempSubdirectory("actorchat-test-").FullName;
        readonly Process script;
        readonly Task reading;

        public Terminal()
        {
            // Nobody listens on the port: the screen needs no node. Whoever was started in the background may ignore INT and QUIT, and pass
            // that on.
            var client = $"sh -c 'echo pid:$$; exec env --default-signal=INT,QUIT dotnet {Repository.Program("ActorChat.Tui")} --connect 127.0.0.1:9'";
            var start = new ProcessStartInfo("script", ["-qfc", $"stty rows 24 cols 80; echo before:$(stty -g); {client}; echo status:$?; echo after:$(stty -g)", "/dev/null"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
            };
            start.Environment["TERM"] = "xterm-256color";
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

        string After(string sign)
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
