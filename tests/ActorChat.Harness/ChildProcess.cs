using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ActorChat.Harness;

/// <summary>Signals by their numbers on Linux.</summary>
enum Signal
{
    Kill = 9,
    Continue = 18,
    Stop = 19,
    Terminate = 15,
}

/// <summary>A program of the solution as a process of its own, killed at the latest when this is disposed.</summary>
sealed class ChildProcess : IProgram
{
    const int KeptErrorLines = 200;

    readonly Process process;
    readonly string data;
    readonly ConcurrentQueue<string> errors = new();
    readonly Action<string>? onError;
    readonly Task reading;

    ChildProcess(Process process, string data, Action<string> onLine, Action<string>? onError)
    {
        (this.process, this.data, this.onError) = (process, data, onError);
        reading = Task.WhenAll(Read(process.StandardOutput, onLine), Read(process.StandardError, KeepError));
    }

    /// <summary>The process's id.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <inheritdoc/>
    public string Errors => string.Join('\n', errors);

    /// <summary>Starts a program of the solution.</summary>
    /// <param name="project">Such as ActorChat.Node.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="onLine">Gets each line of its standard output.</param>
    /// <param name="folder">Where it is started; the system's folder for temporary files when left out.</param>
    /// <param name="environment">Variables that it has besides.</param>
    public static ChildProcess Start(
        string project, IEnumerable<string> arguments, Action<string> onLine, string? folder = null,
            params (string Name, string Value)[] environment) =>
        StartDotnet([Repository.Program(project), .. arguments], onLine, folder ?? Path.GetTempPath(), null, null, environment);

    /// <summary>Starts dotnet itself.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="onLine">Gets each line of its standard output.</param>
    /// <param name="folder">Where it is started.</param>
    /// <param name="onError">Gets each line of its standard error, of which this keeps the last.</param>
    /// <param name="mayOpen">How many files and sockets it may have open; as many as this process when left out.</param>
    /// <param name="environment">Variables that it has besides.</param>
    public static ChildProcess StartDotnet(
        IEnumerable<string> arguments, Action<string> onLine, string folder, Action<string>? onError = null, int? mayOpen = null,
        params (string Name, string Value)[] environment)
    {
        if (mayOpen is { } limit) arguments = ["-c", $"ulimit -n {limit}; exec \"$0\" \"$@\"", DotnetHost(), .. arguments];
        var start = new ProcessStartInfo(mayOpen is null ? DotnetHost() : "/bin/sh")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            WorkingDirectory = folder,
        };
        // What a client remembers of one test's nodes is nothing to the next, whose nodes may have their ports.
        var data = Path.Combine(Path.GetTempPath(), $"actorchat-test-data-{Guid.NewGuid():N}");
        start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = data;
        // A process of a test lives for seconds: a profile of what is hot, and a heap for each processor, cost it more than they give.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new(Process.Start(start)!, data, onLine, onError);
    }

    /// <inheritdoc/>
    public async Task WriteLine(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <inheritdoc/>
    public void CloseInput() => process.StandardInput.Close();

    public void Send(Signal signal)
    {
        if (Native.Kill(process.Id, (int)signal) != 0) throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <inheritdoc/>
    public async Task<int> WaitForExit(TimeSpan? deadline = null)
    {
        await process.WaitForExitAsync().WaitAsync(deadline ?? Eventually.Deadline);
        await reading;
        return process.ExitCode;
    }

    /// <summary>Whether it is stopped, and holds no lock to write a file: on one database file, everyone would wait for that.</summary>
    public bool IsStoppedWithoutLock => State(Id) is 'T' && !File.ReadLines("/proc/locks")
        .Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, "WRITE", var holder, ..]
            && holder == Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// Whether it is this process that has dialled from this local port: a socket of its own stands there. One that has ended has none.
    /// </summary>
    public bool Dialled(int port)
    {
        if (!Directory.Exists($"/proc/{Id}/fd")) return false;
        var local = $":{port:X4}";
        var sockets = File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields[1].EndsWith(local, StringComparison.Ordinal)).Select(fields => $"socket:[{fields[9]}]").ToHashSet();
        return sockets.Count > 0
            && Directory.EnumerateFiles($"/proc/{Id}/fd").Any(file => sockets.Contains(new FileInfo(file).LinkTarget ?? ""));
    }

    /// <summary>The memory that it takes now.</summary>
    public long MemoryBytes()
    {
        process.Refresh();
        return process.WorkingSet64;
    }

    /// <summary>The processes that it has started and that live.</summary>
    public IReadOnlyList<int> Children() =>
        [.. File.ReadAllText($"/proc/{Id}/task/{Id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    /// <summary>Whether a process of this id lives; one that has ended and that nobody has asked about yet does not.</summary>
    public static bool IsAlive(int id) => State(id) is not (null or 'Z');

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        await reading;
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
        process.Dispose();
    }

    void KeepError(string line)
    {
        onError?.Invoke(line);
        errors.Enqueue(line);
        if (errors.Count > KeptErrorLines) errors.TryDequeue(out _);
    }

    static char? State(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }

    static async Task Read(StreamReader from, Action<string> onLine)
    {
        while (await from.ReadLineAsync() is { } line) onLine(line);
    }

    static string DotnetHost()
    {
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(host) ? host : "dotnet";
    }

    static class Native
    {
        [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int process, int signal);
    }
}
