using System.Globalization;
using System.Net;

namespace ActorChat.Harness;

/// <summary>What stands between one node and the rest of the world: its links and its store can be cut off, each by itself.</summary>
sealed class Walls : IAsyncDisposable
{
    readonly int linkPort = Ports.Free();
    readonly Proxy? store;

    /// <param name="store">Where its store is; null where that can't be cut off.</param>
    public Walls(EndPoint? store)
    {
        Links = new(new IPEndPoint(IPAddress.Loopback, linkPort));
        this.store = store is null ? null : new(store);
    }

    /// <summary>Links that others dial to this node.</summary>
    public Proxy Links { get; }

    /// <summary>Its way to the store.</summary>
    public Proxy Store => store ?? throw new InvalidOperationException("This store can't be cut off.");

    /// <summary>Where the node listens for links.</summary>
    public string Listen => $"127.0.0.1:{linkPort}";

    /// <summary>Where others find it.</summary>
    public string Advertise => $"127.0.0.1:{Links.Port}";

    /// <summary>The setting of the store, for this node.</summary>
    public string Through(string setting) =>
        store is null ? setting : setting.Replace("{port}", store.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>Everything passes.</summary>
    public void Mend()
    {
        Links.Mend();
        store?.Mend();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Links.DisposeAsync();
        if (store is not null) await store.DisposeAsync();
    }
}
