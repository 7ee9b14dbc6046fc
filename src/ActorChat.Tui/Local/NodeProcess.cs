using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ActorChat.Tui.Local;

/// <summary>
/// One node as a child process. Its standard input is a pipe that only this process holds: when it closes, for whatever
/// reason, the node drains and ends, so that none is ever left behind. What it announces comes on its standard output,
/// its log on standard error, which goes to a file.
/// </summary>
sealed class NodeProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task _reading, _logging;
    string? _failure;
    string? _pidFile;

    NodeProcess(string name, Process process, StreamWriter log, Action<string> progress)
    {
        (Name, _process) = (name, process);
        _reading = ReadAnnouncements(progress);
        _logging = Log(log);
        Ended = End();
    }

    public string Name { get; }

    /// <summary>
    /// The client address, once it listens. Fails with a <see cref="LocalClusterFailedException"/> when the node ends before.
    /// </summary>
    public Task<string> Address => _address.Task;

    /// <summary>Completes when the node says that the whole cluster is ready; fails as <see cref="Address"/>.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Completes when the process has ended.</summary>
    public Task Ended { get; }

    /// <summary>Starts a node.</summary>
    /// <exception cref="LocalClusterFailedException">The program is not there, or cannot be run.</exception>
    /// <param name="port">For clients; 0: any that is free.</param>
    public static NodeProcess Start(string name, DataFolder folder, int port, Action<string> progress)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "node", "ActorChat.Node.dll");
        if (!File.Exists(program))
        {
            throw new LocalClusterFailedException($"The node's program is not at {program}: build the whole solution.");
        }
        var start = new ProcessStartInfo(DotnetHost())
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = folder.Path,
        };
        // Several nodes share a machine with their only user: what waits for the first screen is not to wait for code that is guarded
        // against writing while it is made, and a heap for each processor is for a node that has the machine.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var argument in (string[])[program, "--name", name, "--listen",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), "--cluster", "127.0.0.1:0",
            "--store", $"sqlite:{folder.StoreFile}", "--set", "tls.mode=off", "--exit-with-stdin", "--announce"])
        {
            start.ArgumentList.Add(argument);
        }
        try
        {
            var process = Process.Start(start)!;
            File.WriteAllText(folder.PidFile(name), process.Id.ToString(CultureInfo.InvariantCulture));
            return new NodeProcess(name, process, folder.OpenLog(name), progress) { _pidFile = folder.PidFile(name) };
        }
        catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException)
        {
            throw new LocalClusterFailedException($"Node {name} cannot be started: {failure.Message}");
        }
    }

    /// <summary>Asks the node to drain and end. Returns at once.</summary>
    public void Stop()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>Ends the node for certain, without draining.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

    async Task ReadAnnouncements(Action<string> progress)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var (word, rest) = line.IndexOf(' ', StringComparison.Ordinal) is var space and > 0 ? (line[..space], line[(space + 1)..])
                : (line, "");
            switch (word)
            {
                case "listening": _address.TrySetResult(rest); progress($"{Name} listens at {rest}"); break;
                case "progress": progress($"{Name}: {rest}"); break;
                case "ready": _ready.TrySetResult(); break;
                case "failed": _failure = rest; break;
            }
        }
    }

    async Task Log(StreamWriter log)
    {
        await using (log)
        {
            while (await _process.StandardError.ReadLineAsync() is { } line) await log.WriteLineAsync(line);
        }
    }

    async Task End()
    {
        await _process.WaitForExitAsync();
        await _reading;
        var failure = new LocalClusterFailedException(_failure is null
            ? $"Node {Name} ended with exit code {_process.ExitCode} before it was ready; see its log in the data folder."
            : $"Node {Name} cannot start: {_failure}");
        _address.TrySetException(failure);
        _ready.TrySetException(failure);
        // Somebody may have stopped waiting; a failure that nobody looks at is no failure of this program.
        _ = _address.Task.Exception;
        _ = _ready.Task.Exception;
    }

    /// <summary>Kills the node if it still runs, and lets go of the process.</summary>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended;
        if (_pidFile is not null) File.Delete(_pidFile);
        await _logging;
        _process.Dispose();
    }

    // The host that runs this program runs the node too, whatever stands in PATH.
    static string DotnetHost()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}
