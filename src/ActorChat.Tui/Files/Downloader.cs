using System.Security.Cryptography;
using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>
/// Fetches a published file: into a <see cref="PartialFile"/> beside the target, checked, and only then renamed; so the target
/// is whole or not there. Nothing that exists is written over. What was cut off goes on where it stopped, the next time it is asked for.
/// </summary>
/// <param name="ask">Asks the node; never throws.</param>
/// <param name="progress">Told after each chunk.</param>
/// <param name="openPartial">Opens the partial file; the file system when null.</param>
sealed class Downloader(Func<Request, Task<Reply>> ask, Action<TransferProgress> progress, Func<string, Stream>? openPartial = null)
{
    readonly Func<string, Stream> open = openPartial ?? Open;

    // Chunks asked for at once.
    const int Window = 4;

    /// <summary>Fetches the file behind a key.</summary>
    /// <param name="key">As it stands in a message.</param>
    /// <param name="path">A new file, or a folder; null: the downloads folder.</param>
    /// <param name="downloads">The downloads folder; made if it is not there.</param>
    /// <param name="cancel">Ends it; what has arrived is used by the next try.</param>
    public async Task<TransferResult> Run(string key, string? path, string downloads, CancellationToken cancel = default)
    {
        var target = path is null ? Path.GetFullPath(LocalPaths.Expand(downloads)) : Path.GetFullPath(LocalPaths.Expand(path));
        var isFolder = path is null || Directory.Exists(target) || path.EndsWith('/');
        if (!isFolder && File.Exists(target)) return Exists(target);
        if (await Find(key, cancel) is var found && found is not FileFound file) return found is null ? Ended(key) : Refused(found);
        if (file.Size < 0 || file.ChunkBytes < 1 || file.Chunks != (file.Size + file.ChunkBytes - 1) / file.ChunkBytes)
        {
            return new TransferFailed("The node describes the file in a way that cannot be.");
        }
        var folder = isFolder ? target : Path.GetDirectoryName(target)!;
        try
        {
            if (path is null) Directory.CreateDirectory(folder);
            if (!Directory.Exists(folder)) return new TransferFailed($"There is no folder {folder}.");
            return await Fetch(file, folder, isFolder ? null : target, cancel);
        }
        catch (OperationCanceledException)
        {
            return Ended(LocalPaths.SafeName(file.Name));
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            return DiskFull.Of(folder, file.Size);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new TransferFailed($"The file cannot be kept in {folder}: {failure.Message}");
        }
    }

    // Null when the user did not want to wait for it.
    async Task<Reply?> Find(string key, CancellationToken cancel)
    {
        try
        {
            return await ask(new FindFile(key)).WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    // What was there of an earlier try may be the reason of a wrong checksum: then once more from the beginning.
    async Task<TransferResult> Fetch(FileFound file, string folder, string? target, CancellationToken cancel)
    {
        var name = LocalPaths.SafeName(file.Name);
        while (true)
        {
            var (partial, actual, resumed, failed) = await Receive(file, name, folder, cancel);
            // What can't go on is not left behind.
            if (failed is { ForGood: true }) File.Delete(partial);
            if (failed is not null) return failed;
            if (actual.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                return Keep(partial, folder, name, target) is { } kept ? new Downloaded(kept, file.Size, actual)
                    : Exists(target ?? Path.Combine(folder, name));
            }
            File.Delete(partial);
            if (!resumed) return new TransferFailed($"{name} came with a wrong checksum; nothing was kept. Try again.");
        }
    }

    async Task<(string Partial, string Sha256, bool Resumed, TransferFailed? Failed)> Receive(
        FileFound file, string name, string folder, CancellationToken cancel)
    {
        await using var output = await PartialFile.Open(folder, file, open);
        var resumed = output.Length > 0;
        try
        {
            var failed = await Receive(file, name, output, cancel);
            return (output.Path, failed is null ? await output.Finish() : "", resumed, failed);
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            return (output.Path, "", resumed, DiskFull.Of(folder, file.Size));
        }
    }

    async Task<TransferFailed?> Receive(FileFound file, string name, PartialFile output, CancellationToken cancel)
    {
        var underWay = new Queue<Task<Reply>>();
        var first = (int)((output.Length + file.ChunkBytes - 1) / file.ChunkBytes);
        var asked = first;
        for (var index = first; index < file.Chunks; index++)
        {
            while (asked < file.Chunks && underWay.Count < Window) underWay.Enqueue(ask(new GetChunk(file.Key, asked++)));
            var reply = await underWay.Dequeue().WaitAsync(cancel);
            if (reply is not Chunk chunk) return Refused(reply);
            if (chunk.Index != index || chunk.Data.Length != Math.Min(file.ChunkBytes, file.Size - output.Length))
            {
                return new TransferFailed($"{name} came in chunks that do not fit; nothing was kept.", ForGood: true);
            }
            await output.Append(chunk.Data);
            progress(new TransferProgress(name, Upload: false, output.Length, file.Size));
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

    static TransferFailed Ended(string name) => new($"{name} was not loaded: you ended it. What has arrived is used by the next try.");

    static TransferFailed Exists(string path) => new($"{path} exists already and is not written over: give another path.");

    static TransferFailed Refused(Reply reply) => reply is Error error
        ? new(error.Message, ForGood: error.Code is ErrorCodes.UnknownFile or ErrorCodes.BadChunk)
        : new("The node gave an answer that this client does not know.");

    static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
