using System.Net;
using System.Net.Sockets;

namespace ActorChat.Harness;

/// <summary>Ports for those that have to be told one.</summary>
static class Ports
{
    /// <summary>One at which nobody listens now.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
