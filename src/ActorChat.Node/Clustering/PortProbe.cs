using System.Net.Sockets;

namespace ActorChat.Node.Clustering;

/// <summary>Whether the cluster's port can be had, before an actor system is made that would fail in many words.</summary>
static class PortProbe
{
    /// <summary>Ends when the address can be listened on.</summary>
    /// <exception cref="ClusterRefusedException">It can't; the message says what to do.</exception>
    public static async Task Check(string listen, CancellationToken cancel)
    {
        try
        {
            var endpoint = await HostPort.Resolve(listen, cancel);
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endpoint);
            socket.Listen();
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new ClusterRefusedException(
                $"Another program listens on {listen}, the port for other nodes. "
                + "Set the cluster's address (--cluster HOST:PORT) to a free port.");
        }
        catch (SocketException failure)
        {
            throw new ClusterRefusedException(
                $"The address {listen} for other nodes can't be listened on: {failure.Message}. "
                + "Set the cluster's address (--cluster HOST:PORT) to one of this machine.");
        }
    }
}
