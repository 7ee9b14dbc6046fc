using System.Diagnostics;

namespace ActorChat.Load.Measure;

/// <summary>
/// How long the full-screen client takes until its first frame stands, or until it is connected, on a terminal of its own (made by
/// util-linux's script).
/// </summary>
static class FirstScreen
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // The end of a synchronized update: the frame is whole.
    static readonly byte[] FrameEnd = "\e[?2026l"u8.ToArray();

    // What the status line says then.
    static readonly byte[] Connected = "connected"u8.ToArray();

    /// <summary>
    /// Seconds until the first screen. The node that it is told to connect to does not exist: the first screen needs none.
    /// </summary>
    public static Task<double> Measure(string program) => Until(FrameEnd, program, "127.0.0.1:9");

    /// <summary>Seconds until it is connected to this node.</summary>
    public static Task<double> MeasureConnected(string program, string address) => Until(Connected, program, address);

    static async Task<double> Until(byte[] seen, string program, string address)
    {
        var command = program.EndsWith(".dll", StringComparison.Ordinal) ? $"dotnet {program}" : program;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo("script", ["-qfc", $"stty rows 40 cols 120; exec {command} --connect {address}", "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
                Environment = { ["TERM"] = "xterm-256color" },
        })!;
        try
        {
            await ReadUntil(seen, process.StandardOutput.BaseStream).WaitAsync(Patience);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    static async Task ReadUntil(byte[] sign, Stream screen)
    {
        var seen = new byte[1 << 18];
        for (var length = 0; seen.AsSpan(0, length).IndexOf(sign) < 0;)
        {
            var count = await screen.ReadAsync(seen.AsMemory(length));
            if (count == 0)
            {
                throw new InvalidOperationException(
                    $"the client ended without a screen: {System.Text.Encoding.UTF8.GetString(seen, 0, length)}");
            }
            length += count;
        }
    }
}
