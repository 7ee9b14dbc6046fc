using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Passwords;

/// <summary>How dear a guess at a password is, and how much of the machine checking may take.</summary>
public sealed class PasswordOptions
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA512: OWASP's current recommendation. Old hashes keep their own number.</summary>
    [Range(1_000, 100_000_000)]
    public int Iterations { get; set; } = 210_000;

    /// <summary>Passwords hashed at the same time: chat goes on while a crowd logs in.</summary>
    [Range(1, 256)]
    public int MaxAtOnce { get; set; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Passwords that wait for their turn; more are refused as overloaded.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 200;

    /// <summary>Wrong passwords on one connection before it is closed.</summary>
    [Range(1, 1_000)]
    public int MaxFailures { get; set; } = 10;

    /// <summary>Wrong passwords from one address before it has to wait: as many people may sit behind it, more than one of them would ever need.</summary>
    [Range(1, 1_000_000)]
    public int MaxGuesses { get; set; } = 100;

    /// <summary>How often an address gets a guess back.</summary>
    public TimeSpan GuessBackEvery { get; set; } = TimeSpan.FromSeconds(6);
}
