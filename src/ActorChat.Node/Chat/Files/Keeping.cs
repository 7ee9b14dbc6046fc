using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Files;

/// <summary>What becomes of published files: listed, deleted by their owner, or deleted when their time is up.</summary>
static class Keeping
{
    public static Effect List(FileStore store, FilesOptions options)
    {
        var published = store.Files.Values.Where(file => file.Key is not null).ToList();
        return Effects.Reply(new FileList(
            [
                .. published.OrderByDescending(file => file.At).ThenBy(file => file.Key, StringComparer.Ordinal)
                    .Take(ProtocolLimits.MaxListedFiles)
                    .Select(file => new FileEntry(file.Key!, file.Name, file.Size, file.At, file.Until)),
            ],
            store.UsedBytes, options.QuotaBytes, published.Count > ProtocolLimits.MaxListedFiles));
    }

    public static Effect Delete(FileStore store, string by, DeleteFile request) =>
        FileKey.TryParse(request.Key, out var key) && store.Find(key.File) is { Key: not null } file
            ? request.Confirm is false ? Effects.Refuse(FileErrors.Confirm(file.Name))
            : Remove(file, key, by, expired: false) with { Reply = new ForClient(new Done()) }
            : Effects.Refuse(FileErrors.UnknownKey);

    /// <summary>Its time is up.</summary>
    public static Effect Expire(FileStore store, string id, CommandContext context) =>
        store.Find(id) is { Key: { } text } file && FileKey.TryParse(text, out var key)
            ? Remove(file, key, context.Self.Name, expired: true) : Effect.None;

    // The bytes go in the same commit; the owner's clients hear of it through the owner's feed.
    static Effect Remove(StoredFile file, FileKey key, string owner, bool expired)
    {
        var removed = new FileRemoved(file.Key!, file.Name, expired);
        // Where it is posted, the messages stop offering it.
        var posted = (file.Places ?? []).Select(place => new LetterDraft(EntityId.Parse(place), new WithdrawFile(file.Key!)));
        return new Effect { Events = [new EventDraft(removed)], DropFiles = [key.File],
            Letters = [Effects.Tell(owner, removed), .. posted] };
    }
}
