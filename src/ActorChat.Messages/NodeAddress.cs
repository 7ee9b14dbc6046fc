using System.Globalization;
using System.Net;

namespace ActorChat.Messages;

/// <summary>
/// Addresses at which clients find nodes, as people write them and nodes tell them: <c>host:port</c>, or a whole <c>wss://</c> (with
/// TLS) or <c>ws://</c> one. Without a scheme TLS is spoken, unless the host is this machine itself, whose own traffic nobody overhears.
/// </summary>
public static class NodeAddress
{
    const string Mark = "://", Plain = "ws", Secure = "wss";

    /// <summary>Whether the host is this machine by its name: <c>localhost</c> or an address of the loopback network.</summary>
    public static bool IsLoopback(string host) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? IPAddress.IsLoopback(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a scheme is written.</summary>
    public static bool HasScheme(string address) => address.Contains(Mark, StringComparison.Ordinal);

    /// <summary>Whether a client speaks TLS there.</summary>
    /// <exception cref="UriFormatException">It is no address.</exception>
    public static bool IsSecure(string address) => UriOf(address, "/").Scheme == Secure;

    /// <summary>Where a client connects to the door of this path.</summary>
    /// <exception cref="UriFormatException">It is no address.</exception>
    public static Uri UriOf(string address, string path)
    {
        if (HasScheme(address)) return new UriBuilder(address) { Path = path }.Uri;
        var plain = new UriBuilder($"{Plain}{Mark}{address}") { Path = path };
        return IsLoopback(plain.Host) ? plain.Uri : new UriBuilder($"{Secure}{Mark}{address}") { Path = path }.Uri;
    }

    /// <summary>The host and port of an address, by which it is remembered.</summary>
    /// <exception cref="UriFormatException">It is no address.</exception>
    public static string HostAndPort(string address)
    {
        var uri = UriOf(address, "/");
        return string.Create(CultureInfo.InvariantCulture, $"{uri.Host.ToLowerInvariant()}:{uri.Port}");
    }

    /// <summary>What clients are told of a node at <c>host:port</c>: a scheme only where they would guess wrong.</summary>
    public static string Tell(string hostAndPort, bool isSecure) =>
        IsSecure(hostAndPort) == isSecure ? hostAndPort : With(hostAndPort, isSecure);

    /// <summary>The same address with the scheme that says whether TLS is spoken.</summary>
    public static string With(string hostAndPort, bool isSecure) => $"{(isSecure ? Secure : Plain)}{Mark}{hostAndPort}";
}
