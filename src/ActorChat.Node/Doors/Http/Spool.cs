using System.Security.Cryptography;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// A file on its way in, kept in a file of the system's until its size and checksum are known, which have to be announced before its
/// chunks.
/// Gone when disposed, and with the process.
/// </summary>
sealed class Spool : IAsyncDisposable
{
    const int BufferBytes = 64 << 10;

    readonly FileStream file;
    byte[] digest = [];

    Spool() => file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
    });

    /// <summary>Bytes.</summary>
    public long Size => file.Length;

    /// <summary>Of the whole content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => Convert.ToHexStringLower(digest);

    /// <summary>Reads to the end; null when there is more than may be.</summary>
    public static async Task<Spool?> Read(Stream from, long maxBytes, CancellationToken cancel)
    {
        var spool = new Spool();
        try
        {
            if (await spool.Fill(from, maxBytes, cancel)) return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
        await spool.DisposeAsync();
        return null;
    }

    /// <summary>Whether what arrived is what <c>Repr-Digest</c> (RFC 9530) says; so it is when that says nothing of SHA-256.</summary>
    public bool IsAnnouncedBy(string? header)
    {
        const string Name = "sha-256=:";
        var entry = (header ?? "").Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(one => one.StartsWith(Name, StringComparison.OrdinalIgnoreCase));
        return entry is null || entry[Name.Length..].TrimEnd(':') == Convert.ToBase64String(digest);
    }

    /// <summary>The next chunk; the last one is what is left.</summary>
    public async Task<byte[]> Chunk(int bytes)
    {
        var chunk = new byte[Math.Min(bytes, file.Length - file.Position)];
        await file.ReadExactlyAsync(chunk);
        return chunk;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => file.DisposeAsync();

    async Task<bool> Fill(Stream from, long maxBytes, CancellationToken cancel)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        while (await from.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (file.Position + count > maxBytes) return false;
            sha.AppendData(buffer, 0, count);
            await file.WriteAsync(buffer.AsMemory(0, count), cancel);
        }
        digest = sha.GetHashAndReset();
        file.Position = 0;
        return true;
    }
}
