using System.Diagnostics;

namespace ActorChat.Load.Measure;

/// <summary>How long the full-screen client takes until its first frame stands, on a terminal of its own (made by util-linux's script).</summary>
static class FirstScreen
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // The end of a synchronized update: the frame is whole.
    static readonly byte[] FrameEnd = "\e[?2026l"u8.ToArray();

    /// <summary>Seconds. The node that it is told to connect to does not exist: the first screen needs none.</summary>
    public static async Task<double> Measure(string program)
    {
        var command = program.EndsWith(".dll", StringComparison.Ordinal) ? $"dotnet {program}" : program;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("script", ["-qfc", $"stty rows 40 cols 120; exec {command} --connect 127.0.0.1:9", "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["TERM"] = "xterm-256color" },
        })!;
        try
        {
            await ReadUntilFrame(process.StandardOutput.BaseStream).WaitAsync(Patience);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    static async Task ReadUntilFrame(Stream screen)
    {
        var seen = new byte[1 << 18];
        for (var length = 0; seen.AsSpan(0, length).IndexOf(FrameEnd) < 0;)
        {
            var count = await screen.ReadAsync(seen.AsMemory(length));
            if (count == 0) throw new InvalidOperationException($"the client ended without a screen: {System.Text.Encoding.UTF8.GetString(seen, 0, length)}");
            length += count;
        }
    }
}
