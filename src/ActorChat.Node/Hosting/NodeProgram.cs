#pragma warning disable RS0030 // The process itself: it reads standard input on a thread of its own, ends by the clock if leaving hangs.
using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Configuration;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Node.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ActorChat.Node.Hosting;

/// <summary>The life of a node process.</summary>
static class NodeProgram
{
    static readonly TimeSpan LeaveAtTheLatest = TimeSpan.FromSeconds(5), ProgressEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs a node to its end; the exit code is 0 after leaving in good order, 1 when it could not start.</summary>
    public static Task<int> Run(NodeArguments arguments) => Run(arguments, store => store, TimeProvider.System);

    /// <summary>The same, with something between the node and its store, and another clock: see <see cref="NodeHost.Create"/>.</summary>
    public static async Task<int> Run(NodeArguments arguments, Func<IStore, IStore> around, TimeProvider time)
    {
        IAnnouncer announcer = arguments.Announce ? new StarterAnnouncer() : new Announcer();
        try
        {
            var settings = SettingsReader.Read(
                arguments.ConfigFile, SettingsReader.Environment(), arguments.Settings, Console.Error.WriteLine);
            var builder = Builder(settings);
            await using var node = await NodeHost.Create(settings, builder, around, time, CancellationToken.None);
            await Run(node, settings, arguments, announcer);
            return 0;
        }
        catch (Exception e) when (IsForOperator(e))
        {
            announcer.Failed(e.Message);
            return 1;
        }
    }

    // What can be set right from outside, and says how.
    static bool IsForOperator(Exception e) =>
        e is SettingsException or StoreRefusedException or StoreUnavailableException or ClusterRefusedException
            or ConfigurationException or SocketException or IOException
            or UnauthorizedAccessException or CryptographicException or InvalidDataException;

    static async Task Run(NodeHost node, NodeSettings settings, NodeArguments arguments, IAnnouncer announcer)
    {
        await node.Open();
        announcer.Listening(node.ClientAddress, node.Fingerprint, settings);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(node.Stopping);
        if (arguments.ExitWithStdin) _ = Task.Run(() => CancelAtEndOfInput(stopping));
        try
        {
            await node.Join(stopping.Token);
            await AnnounceProgress(node, announcer, stopping.Token);
            await node.WatchForQuiet(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
        _ = ExitIfLeavingHangs();
        await node.Leave();
    }

    // Other nodes take over what an ending in haste leaves.
    static async Task ExitIfLeavingHangs()
    {
        await Task.Delay(LeaveAtTheLatest);
        Environment.Exit(0);
    }

    static async Task AnnounceProgress(NodeHost node, IAnnouncer announcer, CancellationToken stop)
    {
        while (!node.IsServing)
        {
            announcer.Progress(node.Progress);
            await Task.Delay(ProgressEvery, TimeProvider.System, stop);
        }
        announcer.Ready();
    }

    static void CancelAtEndOfInput(CancellationTokenSource stopping)
    {
        try
        {
            while (Console.In.Read() >= 0)
            {
            }
            stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The node has left already.
        }
    }

    static WebApplicationBuilder Builder(NodeSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // All settings of a node are its own: nothing is read from files and variables that the web server knows.
        builder.Configuration.Sources.Clear();
        builder.Logging.SetMinimumLevel(settings.LogLevel);
        // It keeps an activity and a scope for each request, which here is as long as a client's connection.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // The web server tells as information what it does for every request; that it listens the node says itself.
        builder.Logging.AddFilter("Microsoft", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning);
        // It tells with all its places in the program what the node says in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        return builder;
    }
}
