using System.Text.RegularExpressions;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>The way of a file into the store: announced, filled with chunks, published; or dropped.</summary>
static partial class Uploading
{
    public static Effect Begin(FileStore store, BeginFile request, FilesOptions options, CommandContext context)
    {
        var name = FileNames.Clean(request.Name);
        if (name is not null && store.FindUpload(name, request.Size, request.Sha256) is { } begunBefore)
        {
            return Effects.Reply(new FileBegun(begunBefore, ProtocolLimits.FileChunkBytes, Chunks(request.Size)));
        }
        if (Fault(store, name, request, options) is { } fault) return Effects.Refuse(fault);
        var file = context.Random.Token(FileKey.FileBytes);
        var begun = new FileBegun(file, ProtocolLimits.FileChunkBytes, Chunks(request.Size));
        return Effects.Commit(begun, new EventDraft(new UploadBegun(file, name!, request.Size, request.Sha256))) with
        {
            Letters = [new LetterDraft(context.Self, new SweepUpload(file), context.Now + options.UploadLifetime)],
        };
    }

    /// <summary>The caller has checked the chunks against size and checksum.</summary>
    public static Effect Finish(FileStore store, string by, string file, FilesOptions options, CommandContext context) =>
        store.Find(file) switch
    {
        null => Effects.Refuse(FileErrors.UnknownUpload),
        { Key: { } key } => Effects.Reply(new FilePublished(key)),
        var upload => Publish(
            new Published(new FileKey(by, file).ToString(), upload.Name, upload.Size, context.Now + options.Lifetime), by,
                new LetterDraft(context.Self, new ExpireFile(file))),
    };

    /// <summary>Its time is up.</summary>
    public static Effect Sweep(FileStore store, string file, CommandContext context) => store.Find(file) is { Key: null }
        ? new Effect
        {
            Events = [new EventDraft(new UploadDropped(file))],
            DropFiles = [file],
            Letters = [new LetterDraft(context.Self, new SweepChunks(file), context.Now + LateChunks)],
        }
        : Effect.None;

    /// <summary>In how many chunks a file comes.</summary>
    public static int Chunks(long size) => checked((int)((size + ProtocolLimits.FileChunkBytes - 1) / ProtocolLimits.FileChunkBytes));

    // A chunk that was let in before its upload was dropped is in the store, or refused, after this.
    static readonly TimeSpan LateChunks = TimeSpan.FromMinutes(2);

    static Effect Publish(Published published, string by, LetterDraft expiry) =>
        Effects.Commit(new FilePublished(published.Key), new EventDraft(published)) with
        {
            Letters = published.Until is null ? [Effects.Tell(by, published)]
                : [Effects.Tell(by, published), expiry with { Due = published.Until }],
        };

    static Error? Fault(FileStore store, string? name, BeginFile request, FilesOptions options) => request switch
    {
        _ when name is null => FileErrors.BadName,
        { Size: < 0 } => FileErrors.NegativeSize,
        _ when request.Size > options.MaxFileBytes => FileErrors.TooLarge(request.Size, options.MaxFileBytes),
        _ when !Sha256Form().IsMatch(request.Sha256) => FileErrors.BadChecksum,
        _ when store.Pending >= options.MaxPendingUploads => FileErrors.TooManyUploads(store.Pending, options.UploadLifetime),
        _ when store.Files.Count >= options.MaxFiles => FileErrors.TooManyFiles(store.Files.Count),
        _ when store.UsedBytes + request.Size > options.QuotaBytes => FileErrors.Quota(store.UsedBytes, request.Size, options.QuotaBytes),
        _ => null,
    };

    [GeneratedRegex(@"\A[0-9a-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Sha256Form();
}
