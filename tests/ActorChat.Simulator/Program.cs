using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ActorChat.Simulator;

Option<string> seeds = new("--seeds") { Description = "Which worlds to run, FROM..TO", DefaultValueFactory = _ => "1..1000000000" };
Option<double> minutes = new("--minutes") { Description = "Stop exploring after this", DefaultValueFactory = _ => 3 };
Option<ulong?> seed = new("--seed") { Description = "Run this world only" };
Option<Mutation> mutation = new("--mutation") { Description = "Look for the first world in which this deliberate bug shows" };
Option<int> workers = new("--workers") { Description = "How many worlds at once", DefaultValueFactory = _ => Environment.ProcessorCount };
Option<bool> trace = new("--trace") { Description = "With --seed: print everything that happens" };
var root = new RootCommand("Explores simulated worlds in which everything goes wrong, and checks that the cluster keeps "
    + "its promises.") { seeds, minutes, seed, mutation, workers, trace };
root.SetAction(parsed => parsed.GetValue(seed) is { } one
    ? Explorer.Replay(one, parsed.GetValue(mutation), parsed.GetValue(trace))
    : Explorer.Explore(
        parsed.GetValue(seeds)!, TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(mutation), parsed.GetValue(workers)));
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return root.Parse(args).Invoke();
