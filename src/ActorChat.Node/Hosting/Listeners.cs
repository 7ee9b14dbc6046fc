using System.Net;
using System.Net.Sockets;
using ActorChat.Messages;
using ActorChat.Node.Doors;
using ActorChat.Node.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ActorChat.Node.Hosting;

/// <summary>Where clients connect, and what the server itself refuses. The first address is the one that clients are told.</summary>
static class Listeners
{
    // Connections are bounded by their number. This gives those back that will never shake hands: longer than a saturated machine needs
    // for a crowd that comes at once.
    static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Sets the server up.</summary>
    public static void Add(WebApplicationBuilder builder, NodeSettings settings, UpgradeDoor upgrades, TimeProvider time)
    {
        builder.Services.AddCors();
        builder.Services.AddSingleton<Descriptors>();
        builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
            new FrontDoor(upgrades, services.GetRequiredService<Descriptors>(),
                services.GetRequiredService<IMemoryPoolFactory<byte>>(), time, services.GetRequiredService<ILoggerFactory>()));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentUpgradedConnections = settings.Sessions.MaxSessions;
            kestrel.Limits.MaxConcurrentConnections = settings.Http.MaxConnections;
            kestrel.Limits.MaxRequestBodySize = ProtocolLimits.MaxRequestBytes;
            kestrel.Limits.RequestHeadersTimeout = settings.Http.HeadersTimeout;
        });
    }

    /// <summary>Says where it listens: once the certificates are known, and before it starts.</summary>
    /// <exception cref="SettingsException">A name stands for no address.</exception>
    public static void Listen(WebApplication web, NodeSettings settings, ShownCertificates certificates)
    {
        var (kestrel, http) = (web.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value, settings.Http);
        var front = certificates.AtListen;
        Listen(kestrel, "listen", settings.Listen, front is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2, isFront: true, front);
        if (http.Http2Listen is { } plain) Listen(kestrel, "http.http2-listen", plain, HttpProtocols.Http2, isFront: false);
        if (http.SecureListen is { } secure)
        {
            Listen(kestrel, "http.secure-listen", secure, HttpProtocols.Http1AndHttp2, isFront: false, certificates.AtSecureListen);
        }
    }

    static void Listen(
        KestrelServerOptions kestrel, string setting, string address, HttpProtocols protocols, bool isFront,
            ShownCertificate? certificate = null)
    {
        var (ip, port) = (Resolve(setting, address), HostPort.PortOf(address));
        kestrel.Listen(new FrontEndPoint(ip, port) { IsForWebSockets = isFront }, listen =>
        {
            listen.Protocols = protocols;
            if (certificate is null) return;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate.Own;
                https.ServerCertificateChain = certificate.Chain;
                https.HandshakeTimeout = HandshakeTimeout;
            });
        });
    }

    static IPAddress Resolve(string setting, string address)
    {
        var host = HostPort.HostOf(address);
        try
        {
            return IPAddress.TryParse(host, out var literal) ? literal : Dns.GetHostAddresses(host)[0];
        }
        catch (SocketException trouble)
        {
            throw ListenTrouble.Refusal(setting, address, trouble);
        }
    }
}
