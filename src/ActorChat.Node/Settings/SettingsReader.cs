using ActorChat.Node.Settings;
using System.Collections;
using ActorChat.Node.Settings.Hocon;
using Akka.Configuration;

namespace ActorChat.Node.Settings;

/// <summary>A setting from the command line.</summary>
/// <param name="Path">Its path, with <c>actorchat.</c> before it or not.</param>
/// <param name="Value">Its value.</param>
/// <param name="Source">The option, for people.</param>
public sealed record GivenSetting(string Path, string Value, string Source);

/// <summary>
/// Reads and checks all settings at start: the defaults in <c>hocon/actorchat.conf</c>, above them a file, above it variables
/// of the environment (<c>ACTORCHAT_CLUSTER_LEASE=3s</c>), above them the command line.
/// </summary>
public static class SettingsReader
{
    const string EmbeddedFile = "actorchat.conf", EngineRoot = "akka";

    // What is larger was not written by a person, and is not the file that was meant.
    const int MaxFileBytes = 1 << 20;

    /// <summary>The text of <c>hocon/actorchat.conf</c>.</summary>
    internal static string DefaultsText
    {
        get
        {
            using var stream = typeof(SettingsReader).Assembly.GetManifestResourceStream(EmbeddedFile)!;
            return new StreamReader(stream).ReadToEnd();
        }
    }

    /// <summary>All settings.</summary>
    /// <param name="file">A file of settings, or null. A relative one is sought where the command was typed.</param>
    /// <param name="environment">Variables by name.</param>
    /// <param name="given">From the command line; later ones win.</param>
    /// <param name="note">Told of variables that look like slips: they may be somebody else's, so they are no error.</param>
    /// <exception cref="SettingsException">Something is wrong.</exception>
    public static NodeSettings Read(
        string? file, IReadOnlyDictionary<string, string> environment, IReadOnlyList<GivenSetting> given, Action<string> note)
    {
        var all = HoconReader.Read(DefaultsText, EmbeddedFile);
        var paths = SettingsBinder.Paths(typeof(NodeSettings), NodeSettings.Root).ToDictionary();
        if (file is not null) Put(all, HoconReader.Read(ReadFile(file), file));
        Put(all, FromEnvironment(paths, environment, note));
        foreach (var one in given) Put(all, FromCommandLine(one, paths));
        return Bind(HoconResolver.Resolve(all, name => environment.GetValueOrDefault(name)));
    }

    /// <summary>The variables of this process.</summary>
    public static IReadOnlyDictionary<string, string> Environment() =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(one => (string)one.Key, one => (string?)one.Value ?? "");

    internal static NodeSettings ReadDefaults() => Bind(HoconResolver.Resolve(HoconReader.Read(DefaultsText, EmbeddedFile), _ => null));

    // Each layer is checked before it is put over the others, so that a slip is told of where it was made.
    static void Put(HoconGroup all, HoconGroup layer)
    {
        foreach (var (name, node) in layer.Items.Where(one => one.Key is not (NodeSettings.Root or EngineRoot)))
        {
            throw new SettingsException(SettingKind.Of(typeof(NodeSettings)).Any(kind => kind.Name == name)
                ? $"{node.NamedAt}: '{name}' stands outside of {NodeSettings.Root} {{ … }}: put all settings into that group."
                : $"{node.NamedAt}: '{name}' is neither {NodeSettings.Root} nor {EngineRoot}, the two groups that settings stand in.");
        }
        if (layer.At(NodeSettings.Root) is HoconGroup ours) SettingsBinder.CheckNames(ours, typeof(NodeSettings), NodeSettings.Root);
        all.Merge(layer);
    }

    static HoconGroup FromEnvironment(
        Dictionary<string, SettingKind> paths, IReadOnlyDictionary<string, string> environment, Action<string> note)
    {
        var layer = new HoconGroup(new("the environment"));
        var variables = paths.Keys.ToDictionary(SettingNames.Variable);
        foreach (var (name, value) in environment.Where(one => one.Key.StartsWith(SettingNames.VariablePrefix, StringComparison.Ordinal)))
        {
            if (variables.TryGetValue(name, out var path)) layer.Put(path.Split('.'), new HoconText(value, new($"the variable {name}")));
            else if (SettingNames.NearestVariable(name, variables.Keys) is { } near)
            {
                note($"The variable {name} is none of a setting; {near} is.");
            }
        }
        return layer;
    }

    static HoconGroup FromCommandLine(GivenSetting given, Dictionary<string, SettingKind> paths)
    {
        var place = new Place(given.Source);
        var names = given.Path.Split('.');
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new SettingsException($"{given.Source}: '{given.Path}' is no path of a setting, such as cluster.lease.");
        }
        if (names[0] is not (NodeSettings.Root or EngineRoot)) names = [NodeSettings.Root, .. names];
        var layer = new HoconGroup(place);
        // A list may be written as in a file; all else is taken as it stands, whatever signs are in it.
        var isList = given.Value.StartsWith('[') && (!paths.TryGetValue(string.Join('.', names), out var kind) || kind.IsList);
        layer.Put(names, isList ? HoconReader.ReadValue(given.Value, given.Source) : new HoconText(given.Value, place));
        return layer;
    }

    static NodeSettings Bind(HoconGroup all)
    {
        var settings = (NodeSettings)SettingsBinder.Bind(typeof(NodeSettings), all.At(NodeSettings.Root), NodeSettings.Root);
        CheckAddresses(settings);
        return settings with
        {
            Store = AtFullPath(settings.Store),
            Cluster = settings.Cluster with { Name = settings.Name },
            AkkaConfig = all.At(EngineRoot) is HoconGroup engine
                ? ConfigurationFactory.ParseString($"{EngineRoot} {engine.Render()}")
                : Config.Empty,
        };
    }

    // Two settings with one address: the second listener would complain of the first as of another program.
    static void CheckAddresses(NodeSettings settings)
    {
        (string Path, string? Address)[] all =
        [
            ("listen", settings.Listen), ("cluster.listen", settings.Cluster.Listen),
            ("http.http2-listen", settings.Http.Http2Listen), ("http.secure-listen", settings.Http.SecureListen),
        ];
        var twice = all.Where(one => one.Address is not null && HostPort.PortOf(one.Address) != 0)
            .GroupBy(one => one.Address).FirstOrDefault(same => same.Count() > 1);
        if (twice is null) return;
        var paths = string.Join(" and ", twice.Select(one => $"{NodeSettings.Root}.{one.Path}"));
        throw new SettingsException($"The settings {paths} are both '{twice.Key}': give each its own port.");
    }

    static string AtFullPath(string store) => store.Split(':', 2) is ["sqlite", var path] ? $"sqlite:{Path.GetFullPath(path)}" : store;

    static string ReadFile(string file)
    {
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path)) throw new SettingsException($"{path} is a folder: name a file of settings with --config.");
        if (!File.Exists(path)) throw new SettingsException($"There is no file {path}: name one with --config. hocon/ has samples.");
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaxFileBytes)
            {
                throw new SettingsException($"{path} has more than {Quantities.FormatSize(MaxFileBytes)}: it is no file of settings.");
            }
            return new StreamReader(stream).ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"The file {path} can't be read: {e.Message}", e);
        }
    }
}
