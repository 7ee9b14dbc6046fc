using System.Net.Sockets;

namespace ActorChat.Node.Clustering;

/// <summary>What the ports for other nodes tell without a word of Akka's.</summary>
static class PortProbe
{
    // On a machine that is there the answer comes at once, also from a busy one: the system gives it.
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Whether nobody is at another node's port: connections are refused, or, by something between, ended at once. A process that is
    /// stopped or busy is still there, and a machine or network that is gone says nothing.
    /// </summary>
    public static async Task<bool> IsDeserted(string address, TimeProvider time, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            var endpoint = await HostPort.Resolve(address, either.Token);
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, either.Token);
            // Who listens waits for the other side's first word.
            return await socket.ReceiveAsync(new byte[1], either.Token) == 0;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Ends when the address can be listened on: an actor system would fail in many words.</summary>
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
