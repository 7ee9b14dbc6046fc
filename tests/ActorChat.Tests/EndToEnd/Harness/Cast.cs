namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>Two users with two clients each, on three nodes.</summary>
sealed class Cast : IAsyncDisposable
{
    const string Password = "correct-horse";

    Cast(TestCluster cluster, string scene)
    {
        Alice = $"alice-{scene}";
        Bob = $"bob-{scene}";
        var nodes = cluster.Addresses;
        (A1, A2) = (On("A1", nodes, 0), On("A2", nodes, 1));
        (B1, B2) = (On("B1", nodes, 2), On("B2", nodes, 0));
    }

    public string Alice { get; }
    public string Bob { get; }
    public PlainClient A1 { get; }
    public PlainClient A2 { get; }
    public PlainClient B1 { get; }
    public PlainClient B2 { get; }

    public IReadOnlyList<PlainClient> All => [A1, A2, B1, B2];

    /// <summary>Registers both users and logs in all clients.</summary>
    /// <param name="cluster">Three nodes.</param>
    /// <param name="scene">Makes names that no other test uses.</param>
    public static async Task<Cast> Of(TestCluster cluster, string scene)
    {
        var cast = new Cast(cluster, scene);
        await Task.WhenAll(cast.A1.Right($"/register {cast.Alice} {Password}"), cast.B1.Right($"/register {cast.Bob} {Password}"));
        await Task.WhenAll(cast.A2.Right($"/login {cast.Alice} {Password}"), cast.B2.Right($"/login {cast.Bob} {Password}"));
        await Task.WhenAll(cast.All.Select(client => client.See("synced")));
        return cast;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var client in All) await client.DisposeAsync();
    }

    static PlainClient On(string name, IReadOnlyList<string> nodes, int first) =>
        PlainClient.Connect(name, nodes.Skip(first).Concat(nodes.Take(first)));
}
