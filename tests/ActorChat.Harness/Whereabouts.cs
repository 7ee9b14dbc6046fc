using System.Globalization;
using System.Text.RegularExpressions;
using ActorChat.Node;

namespace ActorChat.Harness;

/// <summary>
/// Which node has which shard, as the nodes' metrics say. A shard is placed when one of its entities is first asked, so each is asked
/// something before; it stays where it is as long as no node comes or goes.
/// </summary>
static partial class Whereabouts
{
    /// <summary>The node of each shard of a kind.</summary>
    public static async Task<IReadOnlyDictionary<int, string>> Of(string kind, IReadOnlyCollection<NodeProcess> nodes)
    {
        using var asker = new ApiClient(nodes.First().Address);
        // Right after the start shards are on their way to new nodes: who asked then may not know whether it was done.
        await Eventually.See(() => SignIn(asker, $"Finder-{kind}"), signedIn => signedIn, "somebody may ask");
        return await Eventually.See(
            () => AskAndLook(asker, kind, nodes), found => found.Count == Shards.Count, $"every shard of {kind} is somewhere");
    }

    static async Task<bool> SignIn(ApiClient asker, string name)
    {
        foreach (var way in (string[])["login", "register"])
        {
            var answer = await asker.Ask(way, $"\"name\":\"{name}\",\"password\":\"correct-horse\"");
            if (answer.Status != 200) continue;
            asker.Token = answer.Json.Text("token");
            return true;
        }
        return false;
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
