using System.Net;
using System.Net.WebSockets;
using ActorChat.Messages;
using ActorChat.Remoting.Systems;
using System.Security.Authentication;

namespace ActorChat.Tui.Connection;

/// <summary>Connections by Akka.Remote, over <see cref="ClientWebSocket"/>: an actor system for each, which listens on nothing.</summary>
sealed class RemoteDialer(TimeProvider time, TrustStore trust) : IDialer
{
    /// <inheritdoc/>
    public async Task<ISocket> Dial(string address, CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        ClientSystem? system = null;
        CertificateCheck? check = null;
        try
        {
            var uri = NodeAddress.UriOf(address, ProtocolLimits.RemotePath);
            check = new(NodeAddress.HostAndPort(address), trust, time);
            socket.Options.RemoteCertificateValidationCallback = check.Check;
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.AddSubProtocol(ProtocolLimits.RemoteSubprotocol);
            // The protocol's own ping says as much, and the lag too; this one would wake the process every second to see whether it is due.
            socket.Options.KeepAliveInterval = Timeout.InfiniteTimeSpan;
            await socket.ConnectAsync(uri, cancel);
            system = await ClientSystem.Start(socket, time);
            await Task.WhenAny(system.Link.Opened, system.Link.Ended).WaitAsync(cancel);
            if (!system.Link.Opened.IsCompleted) throw new SocketFailedException(await system.Link.Ended);
            return new RemoteSocket(system, socket);
        }
        catch (Exception failure)
        {
            if (system is not null) await system.DisposeAsync();
            socket.Dispose();
            if (failure is not (WebSocketException or UriFormatException or InvalidOperationException)) throw;
            throw check?.Failure ?? new SocketFailedException(
                Reason(address, socket, check, failure), failure) { Stranger = check?.Refused };
        }
    }

    static string Reason(string address, ClientWebSocket socket, CertificateCheck? check, Exception failure)
    {
        if (check?.Refused is { } stranger) return stranger.Short;
        if (IsTlsOnly(socket)) return $"it speaks TLS only: wss://{NodeAddress.HostAndPort(address)} connects with it";
        if (check is { WasAsked: false } && IsOfTls(failure))
        {
            return $"it speaks no TLS: ws://{NodeAddress.HostAndPort(address)} connects without, for everybody on the way to read";
        }
        return failure.InnerException?.Message ?? failure.Message;
    }

    // As nodes say it.
    static bool IsTlsOnly(ClientWebSocket socket) =>
        socket.HttpStatusCode == HttpStatusCode.UpgradeRequired
        && socket.HttpResponseHeaders?.TryGetValue("Upgrade", out var values) == true
        && values.Any(value => value.StartsWith("TLS", StringComparison.OrdinalIgnoreCase));

    static bool IsOfTls(Exception? failure) =>
        failure is AuthenticationException or HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
        || (failure is not null && IsOfTls(failure.InnerException));
}
