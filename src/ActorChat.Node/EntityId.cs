using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ActorChat.Node;

/// <summary>
/// The name of an entity, <c>kind/name</c>, such as <c>room/global</c>. The name is compared to the letter: whoever makes
/// ids settles case and normalisation first.
/// </summary>
public readonly record struct EntityId(string Kind, string Name)
{
    // Other in every process, so that nobody can choose names that fall on one another; a simulation fixes it, since the order of
    // hash tables is part of what it replays.
    static readonly ulong HashSeed = ulong.TryParse(AppContext.GetData("ActorChat.HashSeed") as string, out var seed) ? seed : RandomSeed();

    /// <summary>Reads <c>kind/name</c>; the name may hold further slashes.</summary>
    /// <exception cref="FormatException">No slash, or nothing on one side of it.</exception>
    public static EntityId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not kind/name.");

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string text, out EntityId id)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        id = slash > 0 && slash < text.Length - 1 ? new EntityId(text[..slash], text[(slash + 1)..]) : default;
        return id.Kind is not null;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = StableHash.Of(MemoryMarshal.AsBytes(Name.AsSpan()), HashSeed);
        return (int)StableHash.Mix(hash ^ StableHash.Of(MemoryMarshal.AsBytes(Kind.AsSpan()), HashSeed));
    }

    static ulong RandomSeed()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Name}";
}
