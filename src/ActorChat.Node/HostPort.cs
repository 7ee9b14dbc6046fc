using System.Globalization;
using System.Net;

namespace ActorChat.Node;

/// <summary>Addresses as operators write them: <c>host:port</c>, <c>[::1]:port</c>.</summary>
public static class HostPort
{
    /// <summary>Whether the text is an address.</summary>
    public static bool IsValid(string text) =>
        text.LastIndexOf(':') is > 0 and var colon
        && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && Uri.CheckHostName(HostOf(text)) != UriHostNameType.Unknown;

    /// <summary>An address without the <c>wss://</c> or <c>ws://</c> that may stand before it.</summary>
    public static string WithoutScheme(string text) =>
        text.StartsWith("wss://", StringComparison.Ordinal) ? text[6..] : text.StartsWith("ws://", StringComparison.Ordinal) ? text[5..]
            : text;

    /// <summary>The part before the last colon, without brackets.</summary>
    public static string HostOf(string text) => text[..text.LastIndexOf(':')].Trim('[', ']');

    /// <summary>The part after the last colon.</summary>
    public static int PortOf(string text) => int.Parse(text.AsSpan(text.LastIndexOf(':') + 1), CultureInfo.InvariantCulture);

    /// <summary>Both parts in one, with brackets around an IPv6 address.</summary>
    public static string Format(string host, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}");

    /// <summary>Where a connection comes from; one of IPv4 is written so, also where both versions come in by one socket.</summary>
    public static string Format(IPAddress? address, int port) =>
        Format(address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString() ?? "", port);

    /// <summary>The first address that the host's name stands for.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The name stands for none.</exception>
    public static async Task<IPEndPoint> Resolve(string text, CancellationToken cancel)
    {
        var host = HostOf(text);
        var address = IPAddress.TryParse(host, out var literal) ? literal : (await Dns.GetHostAddressesAsync(host, cancel))[0];
        return new(address, PortOf(text));
    }
}
