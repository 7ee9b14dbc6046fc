using System.Net;
using System.Net.Sockets;

namespace ActorChat.Tui.Local;

/// <summary>Ports on this machine.</summary>
static class LocalPorts
{
    /// <summary>This port if nobody listens there, or else 0, which is any that is free.</summary>
    public static int Free(int port)
    {
        if (port == 0) return 0;
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return port;
        }
        catch (SocketException)
        {
            // Somebody else has it by now.
            return 0;
        }
    }

    /// <summary>The port in an address; 0 for none.</summary>
    public static int In(string address) => IPEndPoint.TryParse(address, out var point) ? point.Port : 0;
}
