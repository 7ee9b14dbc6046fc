using System.Globalization;
using System.Text.RegularExpressions;
using ActorChat.Node;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>
/// Which node has which shard, as the nodes' metrics say. A shard is placed when one of its entities is first asked, so each is asked something
/// before; it stays where it is as long as no node comes or goes.
/// </summary>
static partial class Whereabouts
{
    /// <summary>The node of each shard of a kind.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> Of(string kind, IReadOnlyCollection<NodeProcess> nodes)
    {
        using var asker = new ApiClient(nodes.First().Address);
        var (name, password) = ($"Finder-{kind}", "correct-horse");
        var known = await asker.Ask("login", $"\"name\":\"{name}\",\"password\":\"{password}\"");
        if (known.Status == 200) asker.Token = known.Json.Text("token");
        else await asker.Register(name);
        return await Eventually.See(() => AskAndLook(asker, kind, nodes), found => found.Count == Shards.Count, $"every shard of {kind} is somewhere");
    }

    // One that has just been handed off is nowhere until it is asked again.
    static async Task<Dictionary<int, string>> AskAndLook(ApiClient asker, string kind, IReadOnlyCollection<NodeProcess> nodes)
    {
        var (type, field) = kind == "user" ? ("whois", "user") : ("join-room", "room");
        var before = await Look(kind, nodes);
        foreach (var (shard, name) in OneOfEach(kind))
        {
            if (!before.ContainsKey(shard)) await asker.Ask(type, $"\"{field}\":\"{name}\"");
        }
        return await Look(kind, nodes);
    }

    static async Task<Dictionary<int, string>> Look(string kind, IReadOnlyCollection<NodeProcess> nodes)
    {
        var found = new Dictionary<int, string>();
        foreach (var node in nodes)
        {
            foreach (var shard in await node.ShardsOf(kind)) found[shard] = node.Name;
        }
        return found;
    }

    // A name of an entity in each shard.
    static IEnumerable<(int Shard, string Name)> OneOfEach(string kind) => Enumerable.Range(1, int.MaxValue)
        .Select(i => string.Create(CultureInfo.InvariantCulture, $"nobody{i}"))
        .Select(name => (Shards.Of(new EntityId(kind, name), Shards.Count), name))
        .DistinctBy(one => one.Item1).Take(Shards.Count);

    /// <summary>A line of the metrics about a shard.</summary>
    [GeneratedRegex("^actorchat_shard\\{kind=\"(?<kind>[a-z]+)\",shard=\"(?<shard>\\d+)\"\\} 1$", RegexOptions.Multiline)]
    public static partial Regex Line();
}
