using System.Diagnostics;
using System.Drawing;
using System.Text;
using ActorChat.Tests.Tui;
using ActorChat.Tui.Terminal;
using Terminal.Gui.Drivers;

namespace ActorChat.Tests.EndToEnd;

/// <summary>
/// What the screen's output writes, on a real terminal: tmux, which takes other widths for many of these clusters than this program does.
/// All of them at once, one a row, with a border and plain text behind, over many frames.
/// </summary>
public sealed class TmuxWidthTests : IDisposable
{
    const int Width = 80, Border = 30, Frames = 40;

    // Where frames begin: nothing is wrapped, as on the client's screen.
    const string Begin = "\e[?7l\e[H\e[2J";

    static readonly int Rows = Widths.Uncertain.Length;

    readonly string _folder = Directory.CreateTempSubdirectory("actorchat-test-").FullName;
    readonly OutputBufferImpl _buffer = new();
    readonly StringBuilder _written = new(Begin);
    readonly ChatOutput _output;
    readonly Random _random = new(7);

    public TmuxWidthTests()
    {
        _output = new ChatOutput(frame => _written.Append(frame), () => new Size(Width, Rows));
        _buffer.SetSize(Width, Rows);
    }

    [Fact]
    public async Task Screen_InATmuxOfOtherWidths_IsNeverCorruptForLonger()
    {
        Rows.ShouldBeGreaterThanOrEqualTo(60);
        for (var frame = 0; frame < Frames; frame++) Draw(row => Cluttered(row, frame));
        await Save("cluttered");
        // What was drawn over uncertain clusters has nothing of them left.
        Draw(row => $"row {row} is plain again");
        await Save("plain");

        await Tmux("-f", "/dev/null", "new-session", "-d", "-x", $"{Width}", "-y", $"{Rows}", "-s", "cluttered", Show("cluttered"), ";",
            "set", "-g", "status", "off", ";", "new-session", "-d", "-x", $"{Width}", "-y", $"{Rows}", "-s", "plain", Show("plain"));

        await ShouldShow("cluttered", row => row.StartsWith(Left, StringComparison.Ordinal),
            (row, text) => text.StartsWith(Left, StringComparison.Ordinal) && text.EndsWith(Right(row), StringComparison.Ordinal));
        await ShouldShow(
            "plain", row => row.Length > 0, (row, text) => text == ($"row {row} is plain again".PadRight(Border) + Right(row)));
    }

    public void Dispose()
    {
        using var kill = Process.Start(
            new ProcessStartInfo("tmux", ["-S", Path.Combine(_folder, "socket"), "kill-server"]) { RedirectStandardError = true });
        kill?.WaitForExit();
        Directory.Delete(_folder, recursive: true);
    }

    const string Left = "alice: ";

    // As far as the last column: what is shifted is cut off.
    static string Right(int row) => $"│ {row,3} {new string((char)('a' + (row % 26)), Width - Border - 6)}";

    // Its own cluster, also right before the border and twice in a row, then others.
    string Cluttered(int row, int frame)
    {
        var own = Widths.Uncertain[row];
        return Left + (frame % 4) switch
        {
            0 => $"{own} said",
            1 => $"{own}{own}漢x{Any()}",
            2 => new string('.', _random.Next(Border - Left.Length)) + own + own,
            _ => string.Concat(Enumerable.Range(0, 12).Select(_ => _random.Next(2) == 0 ? Any() : own)),
        };
    }

    string Any() => Widths.Uncertain[_random.Next(Rows)];

    void Draw(Func<int, string> text)
    {
        var canvas = new Canvas(_buffer, new Rectangle(0, 0, Width, Rows));
        canvas.Clear();
        for (var row = 0; row < Rows; row++)
        {
            canvas.Put(0, row, text(row), Style.Plain, Border);
            canvas.Put(Border, row, Right(row), Style.Plain);
        }
        _output.Write(_buffer);
        _output.Flush();
    }

    Task Save(string name) => File.WriteAllTextAsync(Path.Combine(_folder, name), _written.ToString());

    string Show(string name) => $"cat {Path.Combine(_folder, name)}; exec sleep 600";

    // The terminal takes its time to read: looked at until it is right, or was not for so long.
    async Task ShouldShow(string name, Func<string, bool> isThere, Func<int, string, bool> isRight)
    {
        string[] rows = [];
        string[] Wrong() => [.. rows.Select((text, row) => (text, row)).Where(one => !isRight(one.row, one.text))
            .Select(one => $"{one.row}: {one.text}")];
        try
        {
            await Eventually.True(
                () => (rows = Captured(name)).Length == Rows && rows.All(isThere) && Wrong().Length == 0, name, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            Wrong().ShouldBeEmpty($"{Wrong().Length} of {rows.Length} rows");
            throw;
        }
    }

    string[] Captured(string name)
    {
        var seen = Tmux("capture-pane", "-p", "-t", name).GetAwaiter().GetResult();
        return [.. seen.TrimEnd('\n').Split('\n').Select(row => row.TrimEnd())];
    }

    async Task<string> Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux",
            ["-u", "-S", Path.Combine(_folder, "socket"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var tmux = Process.Start(start)!;
        var said = await tmux.StandardOutput.ReadToEndAsync();
        var wrong = await tmux.StandardError.ReadToEndAsync();
        await tmux.WaitForExitAsync();
        tmux.ExitCode.ShouldBe(0, wrong);
        return said;
    }
}
