using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using ActorChat.Tui;
using ActorChat.Tui.Files;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// The client's program from its command line to its exit code, in the tests' own process: with streams for its standard ones, and folders
/// of its own. As a process it would be compiled anew each time, which is nearly all that it does.
/// </summary>
sealed class ClientInside : IProgram
{
    // What it says is read at once; it never waits for that.
    readonly Pipe input = new(), output = new(new PipeOptions(pauseWriterThreshold: 0));
    readonly CancellationTokenSource stop = new();
    readonly string folder = Directory.CreateTempSubdirectory("actorchat-test-data-").FullName;
    readonly ConcurrentQueue<string> errors = new();
    readonly Task<int> running;
    readonly Task reading;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Its command line, without mistakes.</param>
    /// <param name="onLine">Gets each line of its standard output.</param>
    public ClientInside(IEnumerable<string> arguments, Action<string> onLine)
    {
        var parsed = CommandLine.Root.Parse([.. arguments]);
        parsed.Errors.ShouldBeEmpty();
        // What a client remembers of one test's nodes is nothing to the next, whose nodes may have their ports.
        var around = new Surroundings(new UserFolders(folder, folder, Path.Combine(folder, "Downloads")),
            () => input.Reader.AsStream(), () => output.Writer.AsStream(), errors.Enqueue);
        running = Task.Run(() => Run(CommandLine.Read(parsed), around));
        reading = Read(onLine);
    }

    /// <inheritdoc/>
    public string Errors => string.Join('\n', errors);

    /// <inheritdoc/>
    public async Task WriteLine(string line) => await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + '\n'));

    /// <inheritdoc/>
    public void CloseInput() => input.Writer.Complete();

    /// <inheritdoc/>
    public async Task<int> WaitForExit(TimeSpan? deadline = null)
    {
        var exitCode = await running.WaitAsync(deadline ?? Eventually.Deadline);
        await reading;
        return exitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await WaitForExit();
        stop.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    async Task<int> Run(ProgramOptions options, Surroundings around)
    {
        try
        {
            return await Session.Run(options, around, TimeProvider.System, stop.Token);
        }
        finally
        {
            // However it ends: nothing more is said.
            await output.Writer.CompleteAsync();
        }
    }

    async Task Read(Action<string> onLine)
    {
        using var lines = new StreamReader(output.Reader.AsStream(), Encoding.UTF8);
        while (await lines.ReadLineAsync() is { } line) onLine(line);
    }
}
