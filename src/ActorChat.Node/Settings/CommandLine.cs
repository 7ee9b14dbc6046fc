using System.CommandLine;

namespace ActorChat.Node.Settings;

/// <summary>What a node is started with.</summary>
/// <param name="Settings">From the command line, later ones win.</param>
/// <param name="ConfigFile">A file of settings, or null.</param>
/// <param name="ExitWithStdin">Leave when standard input ends: whoever started the node is gone.</param>
/// <param name="Announce">Print for the starter how starting goes, a line each.</param>
public sealed record NodeArguments(IReadOnlyList<GivenSetting> Settings, string? ConfigFile, bool ExitWithStdin, bool Announce);

/// <summary>The node's command line.</summary>
static class CommandLine
{
    const string HowToSet = "write PATH=VALUE, such as cluster.lease=5s.";

    static readonly Option<string?> Name = new("--name") { Description = "The node's name, unique in the cluster (n1)" };
    static readonly Option<string?> Listen = new("--listen") { Description = "Where clients connect, HOST:PORT (127.0.0.1:7401)" };
    static readonly Option<string?> Cluster = new("--cluster") { Description = "Where other nodes connect, HOST:PORT (127.0.0.1:7501)" };
    static readonly Option<string?> Store = new("--store")
    {
        Description = "sqlite:FILE or postgres:CONNECTION (sqlite:chat.db); the same for all nodes",
    };
    static readonly Option<string?> Config = new("--config")
    {
        Description = "A file of settings in HOCON; hocon/ has samples, and actorchat.conf all there are",
    };
    static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any other setting, PATH=VALUE, such as cluster.lease=5s", AllowMultipleArgumentsPerToken = true,
    };
    static readonly Option<bool> ExitWithStdin = new("--exit-with-stdin") { Description = "Leave when standard input ends" };
    static readonly Option<bool> Announce = new("--announce") { Description = "Print how starting goes, for whoever started the node" };

    /// <summary>Runs the node with what the arguments say; prints help and errors by itself.</summary>
    public static Task<int> Run(string[] args, Func<NodeArguments, Task<int>> run)
    {
        var root = new RootCommand("A node of an ActorChat cluster: nodes with the same store are one cluster.")
        {
            Name, Listen, Cluster, Store, Config, Set, ExitWithStdin, Announce,
        };
        Set.Validators.Add(given =>
        {
            var bad = given.Tokens.FirstOrDefault(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1);
            if (bad is not null) given.AddError($"--set {bad.Value}: {HowToSet}");
        });
        root.SetAction((parsed, _) =>
            run(new(Settings(parsed), parsed.GetValue(Config), parsed.GetValue(ExitWithStdin), parsed.GetValue(Announce))));
        // The node leaves in its own time when it is asked to stop; the library would end it after two seconds.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    static List<GivenSetting> Settings(ParseResult parsed)
    {
        List<GivenSetting> given = [];
        foreach (var setting in parsed.GetValue(Set) ?? [])
        {
            var equals = setting.IndexOf('=', StringComparison.Ordinal);
            given.Add(new(setting[..equals], setting[(equals + 1)..], "--set"));
        }
        Put("name", Name);
        Put("listen", Listen);
        Put("cluster.listen", Cluster);
        Put("store", Store);
        return given;

        void Put(string path, Option<string?> option)
        {
            if (parsed.GetValue(option) is { } value) given.Add(new(path, value, option.Name));
        }
    }
}
