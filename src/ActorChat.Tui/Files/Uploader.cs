using System.Globalization;
using System.Security.Cryptography;
using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>
/// Sends a file to the user's file-store: reads it once for its checksum and once to send it, so that a file that changes
/// meanwhile is noticed, and a large one never stands in memory. An upload that was cut off goes on where it stopped, the next time
/// the same file is published.
/// </summary>
/// <param name="ask">Asks the node; never throws.</param>
/// <param name="progress">Told after each chunk that has arrived.</param>
sealed class Uploader(Func<Request, Task<Reply>> ask, Action<TransferProgress> progress)
{
    // Chunks under way at once: enough to fill the way to a node far off, few enough to leave room for messages.
    const int Window = 4;

    /// <summary>Publishes the file.</summary>
    /// <param name="path">May begin with <c>~</c>.</param>
    /// <param name="maxBytes">The node's limit, if it is known.</param>
    /// <param name="cancel">Ends it; what has arrived is used by the next try.</param>
    public async Task<TransferResult> Run(string path, long? maxBytes, CancellationToken cancel = default)
    {
        var full = Path.GetFullPath(LocalPaths.Expand(path));
        try
        {
            if (Directory.Exists(full)) return new TransferFailed($"{full} is a folder: give the path of a file.");
            await using var file = await RegularFile.Open(full, cancel);
            var size = file.Length;
            if (size > maxBytes) return new TransferFailed($"{full} has {Count(size)} bytes; the limit is {Count(maxBytes.Value)}.");
            return await Checksum(file, size, cancel) is { } checksum ? await Send(file, full, size, checksum, cancel) : Changed(full);
        }
        catch (OperationCanceledException)
        {
            return new TransferFailed($"{full} was not published: you ended it. What has arrived is used by the next try.");
        }
        catch (NotRegularException)
        {
            return new TransferFailed($"{full} is a pipe, a device or a socket: give the path of a file.");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return new TransferFailed($"There is no file {full}.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new TransferFailed($"{full} cannot be read: {failure.Message}");
        }
    }

    // Null for a file that has more or less in it than it says: it changes, or the system makes it up as it is read.
    static async Task<string?> Checksum(FileStream file, long size, CancellationToken cancel)
    {
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        long have = 0;
        while (await file.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            have += count;
            if (have > size) return null;
            checksum.AppendData(buffer, 0, count);
        }
        return have == size ? Convert.ToHexStringLower(checksum.GetHashAndReset()) : null;
    }

    // Twice, where that may help: an upload that was taken up again may have been dropped meanwhile, or hold chunks of a file that
    // was changed and changed back.
    async Task<TransferResult> Send(FileStream file, string full, long size, string checksum, CancellationToken cancel)
    {
        var (first, retry) = await Send(file, full, size, checksum, fromTheStart: false, cancel);
        return retry ? (await Send(file, full, size, checksum, fromTheStart: true, cancel)).Result : first;
    }

    async Task<(TransferResult Result, bool Retry)> Send(
        FileStream file, string full, long size, string checksum, bool fromTheStart, CancellationToken cancel)
    {
        var name = Path.GetFileName(full);
        if (await ask(new BeginFile(name, size, checksum)).WaitAsync(cancel) is var begun && begun is not FileBegun upload)
        {
            return (Refused(begun), false);
        }
        if (upload.ChunkBytes < 1 || upload.Chunks != (size + upload.ChunkBytes - 1) / upload.ChunkBytes)
        {
            return (new TransferFailed("The node cuts the file into chunks that do not fit it."), false);
        }
        var have = fromTheStart ? 0 : Math.Clamp(upload.Have, 0, upload.Chunks);
        if (await SendChunks(file, full, name, size, upload, have, cancel) is var (failed, gone)) return (failed, gone && !fromTheStart);
        // A file that changed without changing its length is found out by the checksum, on the node.
        if (!File.Exists(full) || RandomAccess.GetLength(file.SafeFileHandle) != size) return (Changed(full), false);
        return await ask(new FinishFile(upload.File)) switch
        {
            FilePublished published => (new Uploaded(published.Key, name, size), false),
            Error { Code: ErrorCodes.BadChecksum } => (Changed(full), have > 0),
            Error { Code: ErrorCodes.UnknownFile or ErrorCodes.BadChunk } error => (Refused(error), !fromTheStart),
            var reply => (Refused(reply), false),
        };
    }

    // Null when all have arrived.
    async Task<(TransferFailed Failed, bool Gone)?> SendChunks(
        FileStream file, string full, string name, long size, FileBegun upload, int have, CancellationToken cancel)
    {
        file.Position = (long)have * upload.ChunkBytes;
        var underWay = new Queue<Task<Reply>>();
        for (var index = have; index < upload.Chunks || underWay.Count > 0; index++)
        {
            if (index < upload.Chunks)
            {
                var chunk = new byte[Math.Min(upload.ChunkBytes, size - ((long)index * upload.ChunkBytes))];
                if (await file.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, cancel) < chunk.Length)
                {
                    return (Changed(full), false);
                }
                underWay.Enqueue(ask(new PutChunk(upload.File, index, chunk)));
                if (underWay.Count < Window) continue;
            }
            if (await underWay.Dequeue().WaitAsync(cancel) is Error error) return (Refused(error), error.Code == ErrorCodes.UnknownFile);
            var arrived = Math.Min(index, upload.Chunks - 1) + 1L - underWay.Count;
            progress(new TransferProgress(name, Upload: true, Math.Min(size, arrived * upload.ChunkBytes), size));
        }
        return null;
    }

    static TransferFailed Changed(string path) => new($"{path} changed while it was being uploaded; nothing was published. Try again.");

    static TransferFailed Refused(Reply reply) =>
        new(reply is Error error ? error.Message : "The node gave an answer that this client does not know.");

    static string Count(long bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);
}
