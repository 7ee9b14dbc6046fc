using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ActorChat.Messages;
using ActorChat.Node.Doors;
using ActorChat.Node.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Hosting;

/// <summary>Where clients connect, and what the server itself refuses. The first address is the one that clients are told.</summary>
static class Listeners
{
    /// <summary>Sets the server up.</summary>
    /// <exception cref="SettingsException">A certificate is missing.</exception>
    public static void Add(WebApplicationBuilder builder, NodeSettings settings, UpgradeDoor upgrades)
    {
        var http = settings.Http;
        if (http.SecureListen is not null && (http.Certificate is null || http.CertificateKey is null))
        {
            throw new SettingsException("The setting actorchat.http.secure-listen needs http.certificate and http.certificate-key, each a PEM file.");
        }
        builder.Services.AddCors();
        builder.Services.AddSingleton<IConnectionListenerFactory>(services =>
            new FrontDoor(upgrades, services.GetRequiredService<IMemoryPoolFactory<byte>>(), TimeProvider.System, services.GetRequiredService<ILoggerFactory>()));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentUpgradedConnections = settings.Sessions.MaxSessions;
            kestrel.Limits.MaxConcurrentConnections = http.MaxConnections;
            kestrel.Limits.MaxRequestBodySize = ProtocolLimits.MaxRequestBytes;
            kestrel.Limits.RequestHeadersTimeout = http.HeadersTimeout;
            Listen(kestrel, "listen", settings.Listen, HttpProtocols.Http1, isFront: true);
            if (http.Http2Listen is { } plain) Listen(kestrel, "http.http2-listen", plain, HttpProtocols.Http2, isFront: false);
            if (http.SecureListen is { } secure)
            {
                // Through PKCS #12, as some systems take no key that lives in memory only.
                using var pem = Certificates.Read("http.certificate",
                    () => X509Certificate2.CreateFromPemFile(http.Certificate!, http.CertificateKey));
                var certificate = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
                Listen(kestrel, "http.secure-listen", secure, HttpProtocols.Http1AndHttp2, isFront: false, certificate);
            }
        });
    }

    static void Listen(
        KestrelServerOptions kestrel, string setting, string address, HttpProtocols protocols, bool isFront, X509Certificate2? certificate = null)
    {
        var (ip, port) = (Resolve(setting, address), HostPort.PortOf(address));
        kestrel.Listen(isFront ? new FrontEndPoint(ip, port) : new IPEndPoint(ip, port), listen =>
        {
            listen.Protocols = protocols;
            if (certificate is not null) listen.UseHttps(certificate);
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
