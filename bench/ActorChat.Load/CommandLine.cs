using System.CommandLine;
using ActorChat.Load.Reports;
using ActorChat.Load.Servers;
using ActorChat.Load.Workloads;

namespace ActorChat.Load;

/// <summary>The generator's command line.</summary>
static class CommandLine
{
    const long OpenFiles = 200_000;

    static readonly IWorkload[] All =
        [new FanOut(200), new FanOut(1000), new ManyRooms(), new ManyRooms(StoreKind.Postgres), new Paced(), new Idle(5_000),
        new Idle(19_000), new ThreeNodes(), new History(), new Storm(), new Curve(), new Start(), new Logins(), new Plugins(),
        new BothDoors(paced: false), new BothDoors(paced: true), new IdleBothDoors(2_000), new IdleBothDoors(5_000), new Stalled()];

    static readonly Argument<string[]> Workload =
        new("workload") { Description = "Which to run, in this order, or all:\n"
        + string.Join('\n', All.Select(one => $"{one.Name}: {one.Summary}")), Arity = ArgumentArity.OneOrMore };
    static readonly Option<int?> Clients = new("--clients"), Rooms = new("--rooms"), Senders = new("--senders"), Window = new("--window"),
        Nodes = new("--nodes");
    static readonly Option<double?> Rate = new("--rate") { Description = "Messages a second in all" };
    static readonly Option<StoreKind> Store = new("--store") { Description = "sqlite (unless said otherwise) or postgres" };
    static readonly Option<double> Seconds = new(
        "--seconds") { Description = "How long each run is measured", DefaultValueFactory = _ => 10 };
    static readonly Option<double> WarmUp = new("--warmup") { Description = "Seconds before that", DefaultValueFactory = _ => 4 };
    static readonly Option<string> Data =
        new("--data") { Description = "Where the stores lie while they are measured: on a real disk",
        DefaultValueFactory = _ => Path.GetTempPath() };
    static readonly Option<string> Json = new(
        "--json") { Description = "The file that the reports are written to", DefaultValueFactory = _ => "artifacts/load.json" };
    static readonly Option<bool> NoLimits = new("--no-limits") { Description = "Measure ActorChat only" };
    static readonly Option<string[]> Set = new(
        "--set") { Description = "A setting of the nodes, NAME=VALUE", AllowMultipleArgumentsPerToken = false };

    public static Task<int> Run(string[] args)
    {
        var root = new RootCommand("Measures ActorChat under load, and the limits of this machine beside it.")
            { Workload, Clients, Rooms, Senders, Window, Nodes, Rate, Store, Seconds, WarmUp, Data, Json, NoLimits, Set };
        root.SetAction(async (parsed, _) => await Measure(parsed.GetValue(Workload)!, Options(parsed), parsed.GetValue(Json)!));
        return root.Parse(args).InvokeAsync();
    }

    static async Task<int> Measure(string[] names, Options options, string json)
    {
        var chosen = names is ["all"] ? All : [.. names.Select(name => All.FirstOrDefault(one => one.Name == name)
            ?? throw new ArgumentException(
                $"There is no workload {name}: there are {string.Join(", ", All.Select(one => one.Name))}, and all."))];
        Wire.Native.RaiseOpenFiles(OpenFiles);
        var reports = new List<Report>();
        var failed = 0;
        foreach (var workload in chosen)
        {
            try
            {
                reports.Add(await workload.Run(options));
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or TimeoutException
                or System.Net.Sockets.SocketException or HttpRequestException)
            {
                // The others are measured all the same.
                Console.Error.WriteLine($"\n== {workload.Name} failed: {e}");
                failed++;
                continue;
            }
            Printer.Print(reports[^1], Console.Out);
            JsonReport.Write(json, reports);
        }
        Printer.PrintGoals(reports, Console.Out);
        return failed == 0 ? 0 : 1;
    }

    static Options Options(ParseResult parsed) => new()
    {
        Clients = parsed.GetValue(Clients), Rooms = parsed.GetValue(Rooms), Senders = parsed.GetValue(Senders),
            Window = parsed.GetValue(Window),
        Rate = parsed.GetValue(Rate), Nodes = parsed.GetValue(Nodes), Store = parsed.GetValue(Store), Seconds = parsed.GetValue(Seconds),
        WarmUpSeconds = parsed.GetValue(WarmUp), DataFolder = Path.GetFullPath(parsed.GetValue(Data)!),
            WithLimits = !parsed.GetValue(NoLimits), Settings = parsed.GetValue(Set) ?? [],
    };
}
