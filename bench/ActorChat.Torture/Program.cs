using System.CommandLine;
using System.Globalization;
using ActorChat.Node.Hosting;
using ActorChat.Torture;
using ActorChat.Torture.Faults;
using ActorChat.Torture.Planted;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// Itself as a node with a deliberate bug, and a calendar that can jump; what follows is a node's own command line.
if (args is ["node", var name, var calendar, .. var rest] && Enum.TryParse<Bug>(name, out var planted))
    return await ActorChat.Node.Settings.CommandLine.Run(rest,
        arguments => NodeProgram.Run(arguments, store => Bugs.Around(planted, store), new JumpingTime(calendar)));

Option<double> minutes = new("--minutes") { Description = "How long faults go on", DefaultValueFactory = _ => 5 };
Option<int?> seed = new("--seed") { Description = "Of the schedule of faults and of what clients do; of the day when left out" };
Option<int> nodes = new("--nodes") { Description = "How many nodes, 2 to 9", DefaultValueFactory = _ => 3 };
Option<string> store = new("--store") { Description = "sqlite or postgres: a new one for the run", DefaultValueFactory = _ => "sqlite" };
store.AcceptOnlyFromAmong("sqlite", "postgres");
Option<bool> kills = new("--only-kills") { Description = "Nothing but kills, one after the other: for failover times" };
Option<bool> rolling = new(
    "--rolling") { Description = "No faults: nodes are restarted one after the other, and one more joins; for the longest wait" };
Option<bool> calm = new("--calm") { Description = "No faults: for false alarms of the failure detector on a machine that others keep busy" };
Option<double> pause = new("--pause")
{
    Description = "Milliseconds between two requests of one who talks, on average", DefaultValueFactory = _ => 100,
};
Option<Bug> bug = new("--bug") { Description = "Nodes have this deliberate bug, which is to be found" };
Option<string?> logs = new("--logs")
{
    Description = "Where the nodes' logs go; a temporary folder when left out, which is deleted when all is well",
};
RootCommand root = new("Real nodes and clients under random faults, and a check of all that was asked, answered and seen.")
{
    minutes, seed, nodes, store, kills, rolling, calm, pause, bug, logs,
};
root.SetAction(parsed => TortureRun.Run(new(
    parsed.GetValue(seed) ?? DateTime.UtcNow.DayOfYear, TimeSpan.FromMinutes(parsed.GetValue(minutes)),
    Math.Clamp(parsed.GetValue(nodes), 2, 9), parsed.GetValue(store) == "postgres",
        parsed.GetValue(calm) ? Course.Calm
            : parsed.GetValue(rolling) ? Course.Rolling : parsed.GetValue(kills) ? Course.Kills : Course.Random,
    TimeSpan.FromMilliseconds(parsed.GetValue(pause)), parsed.GetValue(bug), parsed.GetValue(logs))));
return await root.Parse(args).InvokeAsync();
