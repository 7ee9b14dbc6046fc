using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What registering, logging in and resuming have in common.</summary>
static class LoginParts
{
    /// <summary>256 random bits: nobody guesses it, so a plain hash keeps it.</summary>
    const int TokenBytes = 32, SessionIdBytes = 6, MaxClientChars = 64;

    /// <summary>The token is told to the client once; the cluster keeps its hash.</summary>
    public static (string Token, string Hash, string Session) NewToken(string user, IRandom random)
    {
        var token = $"{user}:{random.Token(TokenBytes)}";
        return (token, HashOf(token), random.Token(SessionIdBytes));
    }

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The user that a token is for, or null when it is no token.</summary>
    public static string? UserOf(string token) => token.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Names.User(token[..colon]) : null;

    /// <summary>What a client says of itself, on one line of bounded length.</summary>
    public static string ClientName(string? client)
    {
        var clean = Texts.CleanLine(client ?? "").Trim();
        return clean.Length == 0 ? "a client" : clean[..Math.Min(clean.Length, MaxClientChars)];
    }

    /// <summary>Whether a password may be one.</summary>
    public static bool IsPassword(string password) => password.Length is >= ProtocolLimits.MinPasswordChars and <= ProtocolLimits.MaxPasswordChars;
}
