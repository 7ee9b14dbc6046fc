using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ActorChat.Node.Passwords;

/// <summary>
/// Wrong passwords by the address they come from, whichever door they come by: each address has a number of guesses in reserve, and gets
/// one back now and then. A whole network of IPv6 (/64) counts as one address.
/// </summary>
public sealed class GuessLimit(PasswordOptions options, TimeProvider time)
{
    // Of a bounded number of addresses: beyond it those with nearly all their guesses left are forgotten.
    const int MaxAddresses = 10_000;

    readonly ConcurrentDictionary<string, Used> byAddress = new();

    readonly record struct Used(double Guesses, long At);

    /// <summary>How long an address has to wait before its next guess; null when it need not.</summary>
    /// <param name="address">As <c>address:port</c>.</param>
    public TimeSpan? Wait(string address)
    {
        var used = byAddress.TryGetValue(NetworkOf(address), out var before) ? Now(before) : 0;
        var over = used - options.MaxGuesses + 1;
        return over > 0 ? over * options.GuessBackEvery : null;
    }

    /// <summary>A password was wrong.</summary>
    public void Count(string address)
    {
        byAddress.AddOrUpdate(
            NetworkOf(address), _ => new(1, time.GetTimestamp()), (_, before) => new(Now(before) + 1, time.GetTimestamp()));
        if (byAddress.Count > MaxAddresses) Forget();
    }

    double Now(Used before) => Math.Max(0, before.Guesses - (time.GetElapsedTime(before.At) / options.GuessBackEvery));

    void Forget()
    {
        foreach (var (network, _) in byAddress.OrderBy(one => Now(one.Value)).Take(MaxAddresses / 4).ToList())
        {
            byAddress.TryRemove(network, out _);
        }
    }

    /// <summary>The network that an address counts as.</summary>
    public static string NetworkOf(string address)
    {
        if (!IPEndPoint.TryParse(address, out var point)) return address;
        var ip = point.Address.IsIPv4MappedToIPv6 ? point.Address.MapToIPv4() : point.Address;
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8)) : ip.ToString();
    }
}
