#pragma warning disable RS0030 // The adapter that takes hashing off the actors' threads.
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ActorChat.Node.Passwords;

/// <summary>The seam for passwords: the only computing in a node that is too long for an actor's turn.</summary>
public interface IPasswordVault
{
    /// <summary>The hash of a new password; null when too many wait.</summary>
    Task<string?> Hash(string password);

    /// <summary>
    /// Whether the password is right; null when too many wait. Without a hash (there is no such user) it takes as long, and is not.
    /// </summary>
    Task<bool?> Verify(string? hash, string password);
}

/// <summary>Hashes and checks passwords with ASP.NET Core Identity's hasher, off the actors' threads, so many at a time.</summary>
public sealed class PasswordVault : IPasswordVault
{
    readonly PasswordOptions options;
    readonly PasswordHasher<string> hasher;
    readonly SemaphoreSlim atOnce;
    readonly Lazy<string> nobodysHash;
    int waiting;

    /// <summary>Ready for use.</summary>
    public PasswordVault(PasswordOptions options)
    {
        this.options = options;
        hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Iterations }));
        atOnce = new(options.AtOnce);
        nobodysHash = new(() => hasher.HashPassword("", "a password that nobody has"));
    }

    /// <inheritdoc/>
    public Task<string?> Hash(string password) => Bounded<string?>(() => hasher.HashPassword("", password), null);

    /// <inheritdoc/>
    public Task<bool?> Verify(string? hash, string password) => Bounded<bool?>(
        () => hasher.VerifyHashedPassword("", hash ?? nobodysHash.Value, password) != PasswordVerificationResult.Failed && hash is not null,
            null);

    async Task<T> Bounded<T>(Func<T> work, T tooMany)
    {
        if (Interlocked.Increment(ref waiting) > options.MaxWaiting + options.AtOnce)
        {
            Interlocked.Decrement(ref waiting);
            return tooMany;
        }
        await atOnce.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            atOnce.Release();
            Interlocked.Decrement(ref waiting);
        }
    }
}
