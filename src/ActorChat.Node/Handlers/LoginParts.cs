using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Passwords;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What registering, logging in and resuming have in common.</summary>
static class LoginParts
{
    /// <summary>256 random bits: nobody guesses it, so a plain hash keeps it.</summary>
    const int TokenBytes = 32, SessionIdBytes = 6, MaxClientChars = 64;

    /// <summary>
    /// The token is told to the client once; the cluster keeps its hash. It goes into headers, so it is ASCII: what else is in the name is
    /// percent-encoded. A name has no percent sign, so that tokens from before with the bare name are read the same way.
    /// </summary>
    public static (string Token, string Hash, string Session) NewToken(string user, IRandom random)
    {
        var token = $"{Uri.EscapeDataString(user)}:{random.Token(TokenBytes)}";
        return (token, HashOf(token), random.Token(SessionIdBytes));
    }

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The user that a token is for, or null when it is no token.</summary>
    public static string? UserOf(string token) =>
        token.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Names.User(Uri.UnescapeDataString(token[..colon])) : null;

    /// <summary>What a client says of itself, on one line of bounded length.</summary>
    public static string ClientName(string? client)
    {
        var clean = Texts.CleanLine(client ?? "").Trim();
        return clean.Length == 0 ? "a client" : clean[..Math.Min(clean.Length, MaxClientChars)];
    }

    /// <summary>
    /// A password as it is hashed, by PRECIS OpaqueString (RFC 8265): the same however the keyboard composes it, and whichever blank it
    /// has. Null when it can't be one.
    /// </summary>
    public static string? Opaque(string password)
    {
        if (Ascii.IsValid(password)) return password.Any(char.IsControl) ? null : password;
        var opaque = new StringBuilder(password.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in password.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar || rune.Value is 0xfffe) return null;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator) opaque.Append(' ');
            else opaque.Append(units[..rune.EncodeToUtf16(units)]);
        }
        return opaque.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The hash of a new password, or why there is none.</summary>
    public static async Task<(string? Hash, Error? Fault)> HashNew(this IPasswordVault vault, string password) =>
        Opaque(password) is not { Length: >= ProtocolLimits.MinPasswordChars and <= ProtocolLimits.MaxPasswordChars } opaque
            ? (null, Refusals.BadPassword)
        : await vault.Hash(opaque) is { } hash ? (hash, null)
        : (null, Refusals.TooBusy);

    /// <summary>
    /// Whether a password is right; null when too many wait. What was hashed before passwords were made one form is tried as it may have
    /// been typed.
    /// </summary>
    public static async Task<bool?> Knows(this IPasswordVault vault, string? hash, string password)
    {
        // Also for a user that there is not: how long it takes tells nothing.
        var forms = password.Length > ProtocolLimits.MaxPasswordChars ? [""] : Forms(password);
        foreach (var form in forms)
        {
            if (await vault.Verify(form.Length == 0 ? null : hash, form) is not false and var known) return known;
        }
        return false;
    }

    static IEnumerable<string> Forms(string password)
    {
        if (Ascii.IsValid(password) || Opaque(password) is not { } opaque) return [password];
        return new[] { opaque, password, opaque.Normalize(NormalizationForm.FormD) }.Distinct();
    }
}
