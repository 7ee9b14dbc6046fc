using System.Security.Cryptography;
using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>
/// Fetches a published file: into a file of another name beside the target, checked, and only then renamed; so the target
/// is whole or not there. Nothing that exists is written over.
/// </summary>
/// <param name="ask">Asks the node; never throws.</param>
/// <param name="progress">Told after each chunk.</param>
sealed class Downloader(Func<Request, Task<Reply>> ask, Action<TransferProgress> progress)
{
    // Chunks asked for at once.
    const int Window = 4;

    /// <summary>Fetches the file behind a key.</summary>
    /// <param name="key">As it stands in a message.</param>
    /// <param name="path">A new file, or a folder; null: the downloads folder.</param>
    /// <param name="downloads">The downloads folder; made if it is not there.</param>
    public async Task<TransferResult> Run(string key, string? path, string downloads)
    {
        var target = path is null ? Path.GetFullPath(LocalPaths.Expand(downloads)) : Path.GetFullPath(LocalPaths.Expand(path));
        var isFolder = path is null || Directory.Exists(target) || path.EndsWith('/');
        if (!isFolder && File.Exists(target)) return Exists(target);
        if (await ask(new FindFile(key)) is var found && found is not FileFound file) return Refused(found);
        if (file.Size < 0 || file.ChunkBytes < 1 || file.Chunks != (file.Size + file.ChunkBytes - 1) / file.ChunkBytes)
        {
            return new TransferFailed("The node describes the file in a way that cannot be.");
        }
        var folder = isFolder ? target : Path.GetDirectoryName(target)!;
        try
        {
            if (path is null) Directory.CreateDirectory(folder);
            if (!Directory.Exists(folder)) return new TransferFailed($"There is no folder {folder}.");
            return await Fetch(file, folder, isFolder ? null : target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new TransferFailed($"The file cannot be kept in {folder}: {failure.Message}");
        }
    }

    async Task<TransferResult> Fetch(FileFound file, string folder, string? target)
    {
        var name = LocalPaths.SafeName(file.Name);
        var partial = Path.Combine(folder, $".actorchat-{RandomNumberGenerator.GetHexString(12, lowercase: true)}.part");
        try
        {
            using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using (var output = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (await Receive(file, name, output, checksum) is { } failed) return failed;
                output.Flush(flushToDisk: true);
            }
            var actual = Convert.ToHexStringLower(checksum.GetHashAndReset());
            if (!actual.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                return new TransferFailed($"{name} came with a wrong checksum; nothing was kept. Try again.");
            }
            return Keep(partial, folder, name, target) is { } kept ? new Downloaded(kept, file.Size, actual) : Exists(target ?? Path.Combine(folder, name));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    async Task<TransferFailed?> Receive(FileFound file, string name, FileStream output, IncrementalHash checksum)
    {
        var underWay = new Queue<Task<Reply>>();
        var asked = 0;
        for (var index = 0; index < file.Chunks; index++)
        {
            while (asked < file.Chunks && underWay.Count < Window) underWay.Enqueue(ask(new GetChunk(file.Key, asked++)));
            var reply = await underWay.Dequeue();
            if (reply is not Chunk chunk) return Refused(reply);
            if (chunk.Index != index || chunk.Data.Length != Math.Min(file.ChunkBytes, file.Size - output.Position))
            {
                return new TransferFailed($"{name} came in chunks that do not fit; nothing was kept.");
            }
            checksum.AppendData(chunk.Data);
            await output.WriteAsync(chunk.Data);
            progress(new TransferProgress(name, Upload: false, output.Position, file.Size));
        }
        return null;
    }

    // The system itself refuses to move onto a file that exists, so that nobody can put one there in between.
    static string? Keep(string partial, string folder, string name, string? target)
    {
        foreach (var choice in target is null ? LocalPaths.Choices(folder, name) : [target])
        {
            if (Path.Exists(choice)) continue;
            try
            {
                File.Move(partial, choice, overwrite: false);
                return choice;
            }
            catch (IOException) when (Path.Exists(choice))
            {
                // Taken in this moment: the next one.
            }
        }
        return null;
    }

    static TransferFailed Exists(string path) => new($"{path} exists already and is not written over: give another path.");

    static TransferFailed Refused(Reply reply) => new(reply is Error error ? error.Message : "The node gave an answer that this client does not know.");
}
