using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Passwords;

/// <summary>How dear a guess at a password is, and how much of the machine checking may take.</summary>
public sealed record PasswordOptions
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512: OWASP's current recommendation. Old hashes keep their own number.</summary>
    [Range(1_000, 100_000_000)]
    public required int Iterations { get; init; }

    /// <summary>
    /// Passwords hashed at the same time: chat goes on while a crowd logs in. 0 for as many as half of the machine's cores.
    /// </summary>
    [Range(0, 256)]
    public required int MaxAtOnce { get; init; }

    /// <summary>The same as a number.</summary>
    internal int AtOnce => MaxAtOnce > 0 ? MaxAtOnce : Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Passwords that wait for their turn; more are refused as overloaded.</summary>
    [Range(1, 100_000)]
    public required int MaxWaiting { get; init; }

    /// <summary>Wrong passwords on one connection before it is closed.</summary>
    [Range(1, 1_000)]
    public required int MaxFailures { get; init; }

    /// <summary>
    /// Wrong passwords from one address before it has to wait: as many people may sit behind it, more than one of them would ever need.
    /// </summary>
    [Range(1, 1_000_000)]
    public required int MaxGuesses { get; init; }

    /// <summary>How often an address gets a guess back.</summary>
    public required TimeSpan GuessBackEvery { get; init; }
}
