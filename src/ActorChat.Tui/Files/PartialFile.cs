using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>
/// What has come of a download so far, beside its target and under a name that the file's key gives: a download that was cut off, by
/// a lost connection or by the end of this program, goes on behind it. Only whole chunks count; the checksum of everything is
/// looked at in the end.
/// </summary>
sealed class PartialFile : IAsyncDisposable
{
    readonly Stream _output;
    readonly IncrementalHash _checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    PartialFile(string path, Stream output) => (Path, _output) = (path, output);

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>Bytes so far.</summary>
    public long Length => _output.Position;

    /// <summary>Opens it as it was left, or makes it.</summary>
    /// <param name="folder">Where the target will be.</param>
    /// <param name="file">What is to come.</param>
    /// <param name="open">Opens the path, for nobody but this.</param>
    public static async Task<PartialFile> Open(string folder, FileFound file, Func<string, Stream> open)
    {
        var path = System.IO.Path.Combine(folder, NameFor(file));
        // Somebody else may have put a link there that leads to what they want written over.
        if (new FileInfo(path).LinkTarget is not null) throw new IOException($"{path} is a link.");
        if (!RegularFile.Is(path)) throw new IOException($"{path} is no file.");
        var partial = new PartialFile(path, open(path));
        try
        {
            await partial.TakeUp(file);
            return partial;
        }
        catch
        {
            await partial.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts the next chunk behind what is there.</summary>
    public async Task Append(byte[] chunk)
    {
        _checksum.AppendData(chunk);
        await _output.WriteAsync(chunk);
    }

    /// <summary>All is there: on the disk, and this is its checksum.</summary>
    public async Task<string> Finish()
    {
        await _output.FlushAsync();
        (_output as FileStream)?.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(_checksum.GetHashAndReset());
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _checksum.Dispose();
        await _output.DisposeAsync();
    }

    // Another version under the same key there is none; the checksum in the name makes certain of it.
    static string NameFor(FileFound file) =>
        $".actorchat-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Key} {file.Sha256}")))[..24]}.part";

    async Task TakeUp(FileFound file)
    {
        var whole = Math.Min(_output.Length, file.Size);
        if (whole < file.Size) whole -= whole % file.ChunkBytes;
        var buffer = new byte[file.ChunkBytes];
        for (var at = 0L; at < whole;)
        {
            var read = await _output.ReadAtLeastAsync(buffer, (int)Math.Min(buffer.Length, whole - at));
            _checksum.AppendData(buffer, 0, read);
            at += read;
        }
        // What a crash has cut off, or more than there should be.
        if (_output.Length > whole) _output.SetLength(whole);
        _output.Position = whole;
    }
}
