using System.Runtime.InteropServices;
using System.Text;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Local;
using ActorChat.Tui.Plain;

namespace ActorChat.Tui;

/// <summary>One run of the client: the local cluster if one is asked for, the connection, and the screen or the pipes.</summary>
static class Session
{
    /// <summary>Runs until the user leaves, and returns the exit code. The local cluster ends with it.</summary>
    public static async Task<int> Run(ProgramOptions options, TimeProvider time)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Stop(signal, stop));
        try
        {
            await using var local = await OpenLocal(options, time, stop.Token);
            await using var client = Connect(options, local?.Addresses ?? options.Connect, time);
            if (local is not null) local.Moved = addresses => _ = client.Give(addresses);
            await Talk(options, local, client, time, stop.Token);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (LocalClusterFailedException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return ExitCodes.Failed;
        }
    }

    static async Task Talk(ProgramOptions options, ILocalCluster? local, ChatClient client, TimeProvider time, CancellationToken cancel)
    {
        var downloads = options.DownloadsFolder ?? LocalPaths.Downloads();
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        IPrinter printer = options.Json ? new JsonPrinter(output) : new TextPrinter(output, time.LocalTimeZone);
        if (local is not null) local.Noted = printer.Noted;
        await new PlainClient(client, printer, downloads, time).Run(input, options.Linger, cancel);
    }

    static async Task<ILocalCluster?> OpenLocal(ProgramOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (options.LocalNodes is not { } nodes) return null;
        return await LocalCluster.Open(nodes, options.DataFolder, time, Progress, cancel);
    }

    // Standard output belongs to what the user pipes.
    static void Progress(string line) => Console.Error.WriteLine(line);

    static ChatClient Connect(ProgramOptions options, IReadOnlyList<string> addresses, TimeProvider time)
    {
        var client = new ClientOptions
        {
            Addresses = addresses,
            Device = ClientOptions.NewDevice(),
            ClientName = ClientOptions.NameOf(options.Plain ? "plain" : "tui"),
        };
        return new ChatClient(client, new WebSocketDialer(), time);
    }

    static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
}
