using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Local;
using ActorChat.Tui.Plain;
using ActorChat.Tui.Screen;
using ActorChat.Tui.Terminal;

namespace ActorChat.Tui;

/// <summary>One run of the client: the local cluster if one is asked for, the connection, and the screen or the pipes.</summary>
static class Session
{
    // Threads that the screen keeps to itself.
    const int ScreenThreads = 2;

    /// <summary>Runs until the user leaves, or is cancelled; returns the exit code. The local cluster ends with it.</summary>
    public static async Task<int> Run(ProgramOptions options, Surroundings around, TimeProvider time, CancellationToken stop)
    {
        if (!options.Plain && (!Tty.IsThere || !Tty.CanDraw(Environment.GetEnvironmentVariable("TERM"))))
        {
            around.Tell(Tty.IsThere
                ? "This terminal (TERM) can't be drawn on; --plain works without."
                : "The full screen needs a terminal on standard input and output; --plain works without.");
            return ExitCodes.Failed;
        }
        try
        {
            await using var local = await OpenLocal(options, around, time, stop);
            var client = Settings(options, around.Folders, local?.Addresses ?? options.Connect);
            var trust = new TrustStore(TrustStore.DefaultPath(around.Folders.Config), options.Trust);
            await using var connection = new ChatClient(client, new RemoteDialer(time, trust), time, start: options.Plain);
            if (local is not null) local.Moved = addresses => _ = connection.Give(addresses);
            if (options.Plain) return await Pipes(options, around, local, connection, client.Device, time, stop);
            FullScreen(options, around, local, connection, client.Device, trust, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end by a signal: that is no failure.
        }
        catch (LocalClusterFailedException failure)
        {
            around.Tell(failure.Message);
            return ExitCodes.Failed;
        }
        return ExitCodes.Done;
    }

    static async Task<int> Pipes(
        ProgramOptions options, Surroundings around, ILocalCluster? local, ChatClient client, string device, TimeProvider time,
            CancellationToken cancel)
    {
        using var output = around.OpenOutput();
        using var input = around.OpenInput();
        IPrinter printer = options.Json ? new JsonPrinter(output) : new TextPrinter(output, time.LocalTimeZone);
        if (local is not null) local.Noted = printer.Noted;
        var downloads = Downloads(options, around);
        var plain = new PlainClient(
            client, device, printer, downloads, time, options.Invitation, options.Wait, options.Yes, local is StartedCluster);
        var exitCode = await plain.Run(input, options.Linger, cancel);
        if (plain.Refused is { } stranger) around.Tell(stranger.Sentence);
        return exitCode;
    }

    static void FullScreen(
        ProgramOptions options, Surroundings around, ILocalCluster? local, ChatClient client, string device, TrustStore trust,
            TimeProvider time, CancellationToken cancel)
    {
        // Two threads are kept busy by waiting for keys and for something to show: the network is not to wait for one of them.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(workers + ScreenThreads, ports);
        var colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        using var terminal = LiveTerminal.Open(!options.NoMouse, time);
        using var screen = new ScreenClient(
            client, terminal, device, Downloads(options, around), colours, time, trust, options.Invitation, local is StartedCluster);
        if (local is not null) local.Noted = screen.Note;
        screen.Run(cancel);
        // On the screen it is gone, and there is something to copy in it.
        if (screen.Refused is { } stranger) around.Tell(stranger.Sentence);
    }

    static async Task<ILocalCluster?> OpenLocal(ProgramOptions options, Surroundings around, TimeProvider time, CancellationToken cancel)
    {
        if (options.LocalNodes is not { } nodes) return null;
        var folder = options.DataFolder ?? DataFolder.Default(around.Folders);
        return await LocalCluster.Open(nodes, folder, time, around.Tell, cancel);
    }

    static string Downloads(ProgramOptions options, Surroundings around) => options.DownloadsFolder ?? around.Folders.Downloads;

    // A local cluster is found by its folder; of others the last known nodes are kept.
    static ClientOptions Settings(ProgramOptions options, UserFolders folders, IReadOnlyList<string> addresses)
    {
        var known = options.LocalNodes is null ? KnownNodes.Default(folders) : null;
        return new()
        {
            Addresses = known?.Beside(addresses) ?? addresses,
            Learned = known is null ? null : nodes => known.Keep(addresses, nodes),
            Device = ClientOptions.NewDevice(),
            ClientName = ClientOptions.NameOf(options.Plain ? "plain" : "tui"),
        };
    }
}
