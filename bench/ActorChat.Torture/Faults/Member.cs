using System.Globalization;
using ActorChat.Harness;

namespace ActorChat.Torture.Faults;

/// <summary>
/// A node of the run, over all its lives: it is wanted or not, and while it is, it is started again when it could not start.
/// </summary>
sealed class Member(
    string name, string store, IReadOnlyList<string> settings, Walls walls, Calendar calendar, IReadOnlyList<string>? program, string logFile,
        Action<string> onDeath) : IAsyncDisposable
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500), LookPatience = TimeSpan.FromSeconds(2);
    static readonly HttpClient Http = new() { Timeout = LookPatience };

    readonly StreamWriter log = new(logFile) { AutoFlush = true };
    readonly Lock gate = new();
    readonly List<NodeProcess> lives = [];
    NodeProcess? node;
    Task watching = Task.CompletedTask;
    volatile bool isWanted;

    /// <summary>It should run.</summary>
    public bool IsWanted => isWanted;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>What stands around it.</summary>
    public Walls Walls => walls;

    /// <summary>What day it believes it is.</summary>
    public Calendar Calendar => calendar;

    /// <summary>It is stopped by a signal.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>It runs and is not stopped.</summary>
    public bool IsUp => isWanted && !IsPaused && Process is { HasExited: false };

    /// <summary>Its process of now, or the last.</summary>
    public ChildProcess? Process => node?.Process;

    /// <summary>Where clients reach it; null when nobody knows yet.</summary>
    public string? Address => node is { HasAddress: true } known ? known.Address : null;

    /// <summary>Starts it.</summary>
    public void Start()
    {
        isWanted = true;
        watching = Watch();
    }

    /// <summary>Ends it by a signal, and waits until it is gone.</summary>
    public async Task End(Signal signal)
    {
        isWanted = false;
        node!.Process.Send(signal);
        await watching;
    }

    /// <summary>Stops it without ending it.</summary>
    public async Task Pause()
    {
        IsPaused = true;
        await node!.Pause();
    }

    /// <summary>Lets it go on.</summary>
    public void Continue()
    {
        node!.Process.Send(Signal.Continue);
        IsPaused = false;
    }

    /// <summary>What it says of whether it serves; empty when it says nothing.</summary>
    public Task<string> Readiness() => Page("readyz");

    /// <summary>The shards of rooms that it says it has.</summary>
    public async Task<IReadOnlySet<int>> RoomShards() =>
        Whereabouts.Line().Matches(await Page("metrics")).Where(line => line.Groups["kind"].Value == "room")
        .Select(line => int.Parse(line.Groups["shard"].ValueSpan, CultureInfo.InvariantCulture)).ToHashSet();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        isWanted = false;
        if (node is { Process.HasExited: false }) node.Process.Send(Signal.Kill);
        await watching;
        foreach (var life in lives) await life.DisposeAsync();
        await walls.DisposeAsync();
        await log.DisposeAsync();
    }

    async Task<string> Page(string path)
    {
        if (!IsUp || Address is not { } address) return "";
        try
        {
            // A node that does not serve says why, with another status.
            using var answer = await Http.GetAsync(new Uri($"http://{address}/{path}"));
            return await answer.Content.ReadAsStringAsync();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return "";
        }
    }

    async Task Watch()
    {
        while (isWanted)
        {
            Log("--- started");
            node = NodeProcess.Start(name, walls.Through(store), [.. settings, $"cluster.advertise={walls.Advertise}"], walls.Listen,
                program: program?.Append(calendar.File), onError: Log);
            lives.Add(node);
            var code = await node.Process.WaitForExit(Timeout.InfiniteTimeSpan);
            Log($"--- ended with {code}");
            if (!isWanted) return;
            // It may not start while the store is away; whatever else ends it is a fault of its own.
            if (node.HasAddress) onDeath($"{name} ended with {code} by itself: {node.Process.Errors.Split('\n').LastOrDefault()}");
            await Task.Delay(Again);
        }
    }

    void Log(string line)
    {
        lock (gate) log.WriteLine(line.StartsWith("---", StringComparison.Ordinal) ? $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {line}"
            : line);
    }
}
