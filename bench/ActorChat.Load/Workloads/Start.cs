using System.Diagnostics;
using ActorChat.Load.Measure;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;

namespace ActorChat.Load.Workloads;

/// <summary>
/// How long a published node takes until it is ready, and a published client until its first screen stands; beside builds without a
/// profile.
/// </summary>
sealed class Start : IWorkload
{
    const int Times = 7;
    const string Fast = "Fast";

    public string Name => "start";

    public string Summary => "start: until a published node is ready, and until a published client shows its first screen";

    public async Task<Report> Run(Options options)
    {
        var folder = Directory.CreateTempSubdirectory("load-publish-").FullName;
        try
        {
            var figures = new Dictionary<string, double>();
            foreach (var profile in (string?[])[null, Fast])
            {
                var node = await Publishing.Publish("ActorChat.Node", profile, folder);
                figures[$"node, {Describe(profile)}: s until ready"] = await Median(
                    () => UntilReady(Program(node, "ActorChat.Node"), options));
            }
            foreach (var profile in (string?[])[null, Fast])
            {
                var client = await Publishing.Publish("ActorChat.Tui", profile, folder);
                figures[$"client, {Describe(profile)}: s until the first screen"] = await Median(
                    () => FirstScreen.Measure(Program(client, "ActorChat.Tui")));
                await using var cluster = await NodeCluster.Start(options.Servers());
                figures[$"client, {Describe(profile)}: s until connected"] =
                    await Median(() => FirstScreen.MeasureConnected(Program(client, "ActorChat.Tui"), cluster.Addresses[0]));
            }
            return new(Name, $"median of {Times} starts", [],
            [
                Goal.AtMost("published node ready", figures[$"node, {Describe(Fast)}: s until ready"], 2, " s"),
                Goal.AtMost("published client's first screen", figures[$"client, {Describe(Fast)}: s until the first screen"], 0.5, " s"),
                Goal.AtMost("published client connected", figures[$"client, {Describe(Fast)}: s until connected"], 1.2, " s"),
            ], figures);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Describe(string? profile) => profile is null ? "without a profile" : $"profile {profile}";

    static string Program(string folder, string name)
    {
        var own = Path.Combine(folder, name);
        return File.Exists(own) ? own : $"{own}.dll";
    }

    static async Task<double> UntilReady(string program, Options options)
    {
        var data = Directory.CreateDirectory(Path.Combine(options.DataFolder, $"load-start-{Guid.NewGuid():N}")).FullName;
        var watch = Stopwatch.StartNew();
        await using (var node =
            ServerProcess.Start(program,
            ["--name", "n1", "--listen", "127.0.0.1:0", "--cluster", "127.0.0.1:0", "--store", $"sqlite:{data}/chat.db",
            "--exit-with-stdin", "--announce"]))
        {
            await node.Ready;
            watch.Stop();
        }
        Directory.Delete(data, recursive: true);
        return watch.Elapsed.TotalSeconds;
    }

    static async Task<double> Median(Func<Task<double>> measure)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++) times.Add(await measure());
        times.Sort();
        return times[Times / 2];
    }
}
