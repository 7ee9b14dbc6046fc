using System.Text.RegularExpressions;

namespace ActorChat.Harness;

/// <summary>A node as a process of its own; it ends with these tests, however they end.</summary>
sealed partial class NodeProcess : IAsyncDisposable
{
    static readonly HttpClient Http = new();

    readonly ChildProcess process;
    readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource<string> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    NodeProcess(string name, string store, IEnumerable<string> settings, string cluster, string listen, IEnumerable<string>? program,
        Action<string>? onError, int? mayOpen)
    {
        Name = name;
        process = ChildProcess.StartDotnet(
        [
            .. program ?? [Repository.Program("ActorChat.Node")],
            "--name", name, "--listen", listen, "--cluster", cluster, "--store", store, "--exit-with-stdin", "--announce",
            .. settings.SelectMany(setting => (string[])["--set", setting]),
        ], OnLine, Path.GetTempPath(), onError, mayOpen);
    }

    public string Name { get; }

    public ChildProcess Process => process;

    /// <summary>Where clients connect; known once it listens.</summary>
    public string Address => address.Task.Result;

    /// <summary>Whether it listens.</summary>
    public bool HasAddress => address.Task.IsCompleted;

    /// <summary>Of the certificate that it shows clients; known once it listens, null without TLS.</summary>
    public string? Fingerprint { get; private set; }

    /// <summary>Starts a node; it is not ready yet.</summary>
    /// <param name="program">What dotnet is to run instead of a node as it is.</param>
    /// <param name="onError">Gets each line of its log.</param>
    /// <param name="mayOpen">How many files and sockets it may have open.</param>
    public static NodeProcess Start(
        string name, string store, IEnumerable<string> settings, string cluster = "127.0.0.1:0", string listen = "127.0.0.1:0",
        IEnumerable<string>? program = null, Action<string>? onError = null, int? mayOpen = null) =>
        new(name, store, settings, cluster, listen, program, onError, mayOpen);

    /// <summary>Waits until it says that the cluster is ready.</summary>
    public async Task Ready()
    {
        try
        {
            await Task.WhenAny(ready.Task, failed.Task).WaitAsync(Eventually.Deadline * 2);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{Name} does not get ready:\n{process.Errors}");
        }
        if (failed.Task.IsCompleted) throw new InvalidOperationException($"{Name} can't start: {await failed.Task}");
    }

    /// <summary>Why it did not start.</summary>
    public Task<string> Failure() => failed.Task.WaitAsync(Eventually.Deadline);

    /// <summary>The shards of a kind that it says it has; none when it does not answer.</summary>
    public async Task<IReadOnlyList<int>> ShardsOf(string kind)
    {
        try
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var page = await Http.GetStringAsync(new Uri($"http://{Address}/metrics"), timeout.Token);
            return [.. Whereabouts.Line().Matches(page).Where(line => line.Groups["kind"].Value == kind)
                .Select(line => int.Parse(line.Groups["shard"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))];
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return [];
        }
    }

    /// <summary>What it says of whether it serves, and if not, why.</summary>
    public async Task<string> Readiness()
    {
        using var answer = await Http.GetAsync(new Uri($"http://{Address}/readyz"));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What its metrics say of this gauge.</summary>
    public async Task<double> Gauge(string name)
    {
        var page = await Http.GetStringAsync(new Uri($"http://{Address}/metrics"));
        var line = page.Split('\n').Single(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length + 1), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Stops it for a while, in a moment when it is not writing to the store.</summary>
    public Task Pause() => Eventually.True(() =>
    {
        process.Send(Signal.Stop);
        SpinWait.SpinUntil(() => process.IsStoppedWithoutLock, TimeSpan.FromMilliseconds(20));
        if (process.IsStoppedWithoutLock) return true;
        process.Send(Signal.Continue);
        return false;
    }, $"{Name} is stopped");

    /// <summary>Ends it as a power cut would.</summary>
    public async Task Kill()
    {
        process.Send(Signal.Kill);
        await process.WaitForExit();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();

    void OnLine(string line)
    {
        if (line.StartsWith("listening ", StringComparison.Ordinal)) address.TrySetResult(line["listening ".Length..]);
        else if (line.StartsWith("certificate ", StringComparison.Ordinal)) Fingerprint = line["certificate ".Length..];
        else if (line == "ready") ready.TrySetResult();
        else if (line.StartsWith("failed ", StringComparison.Ordinal)) failed.TrySetResult(line["failed ".Length..]);
    }
}
