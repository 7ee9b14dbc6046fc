using System.Text.Json;
using System.Text.Json.Serialization;
using ActorChat.Tui.Files;

namespace ActorChat.Tui.Local;

/// <summary>
/// The nodes of clusters that this user was connected to, by the addresses with which they began: when none of those lives any more, the
/// others may. A few clusters' worth, in a file beside the local cluster's folder; without it everything works but that.
/// </summary>
/// <param name="path">The file.</param>
sealed partial class KnownNodes(string path)
{
    // More clusters than anybody goes to, and more nodes than anybody needs to find one.
    const int MaxClusters = 20, MaxNodes = 16;

    readonly Lock _lock = new();
    IReadOnlyList<string> _kept = [];

    /// <summary>Where it lies when nothing is said.</summary>
    public static KnownNodes Default(UserFolders folders) => new(Path.Combine(DataFolder.Default(folders), "known-nodes.json"));

    /// <summary>These addresses and what is known beyond them.</summary>
    public IReadOnlyList<string> Beside(IReadOnlyList<string> given)
    {
        var known = Read().Find(cluster => cluster.Given.Intersect(given).Any())?.Nodes ?? [];
        return [.. given.Concat(known).Distinct()];
    }

    /// <summary>The nodes of the cluster that these addresses lead to are these now.</summary>
    public void Keep(IReadOnlyList<string> given, IReadOnlyList<string> nodes)
    {
        lock (_lock)
        {
            if (nodes.Count == 0 || nodes.SequenceEqual(_kept)) return;
            _kept = nodes;
            List<Cluster> clusters = [new([.. given], [.. nodes.Take(MaxNodes)]), .. Read().Where(
                cluster => !cluster.Given.Intersect(given).Any()).Take(MaxClusters - 1)];
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                var next = $"{path}.{Environment.ProcessId}";
                File.WriteAllText(next, JsonSerializer.Serialize(clusters, KnownJson.Default.ListCluster));
                File.Move(next, path, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // A client without a place to write works as before.
            }
        }
    }

    List<Cluster> Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), KnownJson.Default.ListCluster) ?? [];
        }
        catch (Exception absent) when (absent is IOException or JsonException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    internal sealed record Cluster(IReadOnlyList<string> Given, IReadOnlyList<string> Nodes);

    [JsonSerializable(typeof(List<Cluster>))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    sealed partial class KnownJson : JsonSerializerContext;
}
