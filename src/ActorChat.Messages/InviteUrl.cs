using System.Diagnostics.CodeAnalysis;

namespace ActorChat.Messages;

/// <summary>
/// Invite links as people pass them on: <c>actorchat://host:port,host:port/join/token</c>. The token alone leads to the room, from any
/// node; the addresses are for those who have no other, and several, since each of them may be away.
/// </summary>
public static class InviteUrl
{
    /// <summary>What a link begins with.</summary>
    public const string Scheme = "actorchat://";

    /// <summary>Randomness in a token: nobody guesses it.</summary>
    public const int TokenBytes = 32;

    const string Path = "/join/";

    // TokenBytes in base64 for URLs, without padding.
    const int TokenChars = 43;

    /// <summary>Most addresses in a link, which people read and copy.</summary>
    public const int MaxAddresses = 5;

    /// <summary>The link of a token, at these client addresses.</summary>
    public static string Format(IEnumerable<string> addresses, string token) =>
        $"{Scheme}{string.Join(',', addresses.Take(MaxAddresses))}{Path}{token}";

    /// <summary>Reads a link, or a token alone; then there is no address. Several are separated by commas.</summary>
    public static bool TryParse(string text, out string? address, [NotNullWhen(true)] out string? token)
    {
        (address, token) = (null, text.Trim());
        if (token.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            var rest = token[Scheme.Length..].TrimEnd('/');
            // An address may be a whole one, with slashes of its own.
            var path = rest.LastIndexOf(Path, StringComparison.Ordinal);
            if (path < 1) return Fail(out token);
            (address, token) = (rest[..path], rest[(path + Path.Length)..]);
        }
        return token.Length == TokenChars && token.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            || Fail(out token);
    }

    static bool Fail(out string? token)
    {
        token = null;
        return false;
    }
}
