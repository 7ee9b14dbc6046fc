using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ActorChat.Load.Servers;

/// <summary>
/// A .NET program as a process of its own that tells on standard output how its start goes, and ends when its standard input does.
/// </summary>
sealed class ServerProcess : IAsyncDisposable
{
    const int KeptErrorLines = 50, KillSignal = 9;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LeaveAtTheLatest = TimeSpan.FromSeconds(8);

    readonly Process process;
    readonly ConcurrentQueue<string> errors = new();
    readonly TaskCompletionSource<string> address = NewSource(), ready = NewSource();

    ServerProcess(Process process)
    {
        this.process = process;
        _ = Read(process.StandardOutput, OnLine);
        _ = Read(process.StandardError, OnError);
    }

    public int Id => process.Id;

    /// <summary>Where clients connect.</summary>
    public Task<string> Address => Within(address.Task);

    /// <summary>Ends when it says that it is ready.</summary>
    public Task Ready => Within(ready.Task);

    /// <summary>Starts a program.</summary>
    /// <param name="program">A .dll, or a program by itself.</param>
    public static ServerProcess Start(string program, IEnumerable<string> arguments)
    {
        var isLibrary = program.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(isLibrary ? DotnetHost() : program)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
                WorkingDirectory = Path.GetTempPath(),
        };
        if (isLibrary) start.ArgumentList.Add(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill() => Wire.Native.Signal(process.Id, KillSignal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync().WaitAsync(LeaveAtTheLatest);
        }
        catch (TimeoutException)
        {
            process.Kill();
        }
        process.Dispose();
    }

    async Task<string> Within(Task<string> awaited)
    {
        try
        {
            return await awaited.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"a server did not start in time:\n{string.Join('\n', errors)}");
        }
    }

    void OnLine(string line)
    {
        if (line.StartsWith("listening ", StringComparison.Ordinal)) address.TrySetResult(line["listening ".Length..]);
        else if (line == "ready") ready.TrySetResult(line);
        else if (line.StartsWith("failed ", StringComparison.Ordinal)) Fail(line);
    }

    void Fail(string line)
    {
        address.TrySetException(new InvalidOperationException(line));
        ready.TrySetException(new InvalidOperationException(line));
    }

    void OnError(string line)
    {
        errors.Enqueue(line);
        if (errors.Count > KeptErrorLines) errors.TryDequeue(out _);
        if (Environment.GetEnvironmentVariable("ACTORCHAT_LOAD_LOGS") == "1") Console.Error.WriteLine(line);
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

    static TaskCompletionSource<string> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
