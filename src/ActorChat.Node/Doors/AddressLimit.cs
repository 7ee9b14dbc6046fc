using System.Net;
using ActorChat.Node.Passwords;

namespace ActorChat.Node.Doors;

/// <summary>How many connections there are from each address; a network of IPv6 (/64) counts as one.</summary>
/// <param name="max">So many at most; as many as wish from this machine, where a proxy may run.</param>
sealed class AddressLimit(int max)
{
    readonly Dictionary<string, int> connections = [];

    /// <summary>A connection comes, if there is room for it; then it must <see cref="Leave"/>.</summary>
    /// <param name="address">As <c>address:port</c>.</param>
    public bool TryEnter(string address)
    {
        if (IsOwn(address)) return true;
        var network = GuessLimit.NetworkOf(address);
        lock (connections)
        {
            var before = connections.GetValueOrDefault(network);
            if (before >= max) return false;
            connections[network] = before + 1;
            return true;
        }
    }

    /// <summary>A connection that entered is gone.</summary>
    public void Leave(string address)
    {
        if (IsOwn(address)) return;
        var network = GuessLimit.NetworkOf(address);
        lock (connections)
        {
            if (--connections[network] == 0) connections.Remove(network);
        }
    }

    static bool IsOwn(string address) => IPEndPoint.TryParse(address, out var from) && IPAddress.IsLoopback(from.Address);
}
