using System.Text;

namespace ActorChat.Node;

/// <summary>Which slice of all entity ids an id belongs to. The same on every node and machine, for ever.</summary>
public static class Shards
{
    /// <summary>How many there are: ten or so for each of many nodes.</summary>
    public const int Count = 100;

    /// <summary>
    /// The shard of an entity, from 0 to <paramref name="shardCount"/> - 1. FNV-1a, 64 bits, with the finaliser of SplitMix64.
    /// </summary>
    public static int Of(EntityId entity, int shardCount)
    {
        Span<byte> bytes = stackalloc byte[512];
        // As kind/name, without making that string for each message.
        var most = Encoding.UTF8.GetMaxByteCount(entity.Kind.Length + 1 + entity.Name.Length);
        if (most > bytes.Length) bytes = new byte[most];
        var length = Encoding.UTF8.GetBytes(entity.Kind, bytes);
        bytes[length++] = (byte)'/';
        length += Encoding.UTF8.GetBytes(entity.Name, bytes[length..]);
        return (int)(StableHash.Of(bytes[..length]) % (ulong)shardCount);
    }
}

/// <summary>A hash that no version of the runtime library changes.</summary>
static class StableHash
{
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var hash = 14695981039346656037UL ^ seed;
        foreach (var b in bytes) hash = (hash ^ b) * 1099511628211UL;
        return Mix(hash);
    }

    // SplitMix64's finaliser: FNV alone leaves the low bits of similar names alike.
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9UL;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111ebUL;
        return hash ^ (hash >> 31);
    }
}
