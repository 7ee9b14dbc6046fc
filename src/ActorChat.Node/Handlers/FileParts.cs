using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Sessions;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Handlers;

/// <summary>What the handlers of files have in common.</summary>
static class FileParts
{
    /// <summary>
    /// The published file of a key, for its owner and those who may read where it is posted; for others there is none. Each place is asked:
    /// whoever was taken out of a room a moment ago loads nothing any more.
    /// </summary>
    public static async Task<(FileKey Key, Reply Reply)> FindFile(this ChatServices chat, string user, string text)
    {
        if (!FileKey.TryParse(text, out var key)) return (default, FileErrors.UnknownKey);
        var answer = await chat.Ask(Ids.Files(key.Owner), new LookUpFile(text), Repeat.Always);
        if (answer is not FileIs file) return (key, ((ForClient)answer).Reply);
        return (key, Names.Same(key.Owner, user) ? file.Found : await chat.MayRead(user, file.Places) ?? file.Found);
    }

    // Null when they may; the newest place first.
    static async Task<Reply?> MayRead(this ChatServices chat, string user, IReadOnlyList<string> places)
    {
        Reply refusal = FileErrors.UnknownKey;
        foreach (var place in places.Reverse())
        {
            var answer = await chat.Ask(EntityId.Parse(place), new GetExtent(user), Repeat.Always);
            if (answer is Extent) return null;
            // What could not be asked may be the one that lets the user in.
            if (answer is ForClient { Reply: Error { Code: var code } fault } && ErrorCodes.IsTransient(code)) refusal = fault;
        }
        return refusal;
    }

    /// <summary>
    /// A published file as it stands in a message; null when the key leads nowhere for this user. The file-store knows of the place before
    /// the message is there: whoever sees the message may load the file at once.
    /// </summary>
    public static async Task<FileLink?> LinkOf(this ChatServices chat, string user, string key, EntityId place)
    {
        var (file, reply) = await chat.FindFile(user, key);
        if (reply is not FileFound found) return null;
        return await chat.Ask(Ids.Files(file.Owner), new ShowFile(found.Key, place.ToString()), Repeat.Always) is ForClient { Reply: Done }
            ? new(found.Key, found.Name, found.Size)
            : null;
    }

    /// <summary>Events with what has become of the files that stand in them: a message of a deleted file offers it no more.</summary>
    public static async Task<IReadOnlyList<StoredEvent>> WithFilesAsTheyAre(this ChatServices chat, IReadOnlyList<StoredEvent> events)
    {
        if (!events.Any(HasFile)) return events;
        var posts = events.Where(HasFile).Select(one => (one.Seq, Post: ChatEvents.Read(one.Body.Span) as Posted))
            .Where(one => one.Post?.File is not null).ToDictionary(one => one.Seq, one => one.Post!);
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in posts.Values.Select(post => post.File!.Key).Distinct().Chunk(AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(async key => (Key: key, IsGone: await chat.IsGone(key))));
            gone.UnionWith(answers.Where(one => one.IsGone).Select(one => one.Key));
        }
        return gone.Count == 0 ? events : [.. events.Select(one => posts.TryGetValue(one.Seq, out var post) && gone.Contains(post.File!.Key)
            ? one with { Body = ChatEvents.Write(post with { File = post.File with { Gone = true } }) } : one)];
    }

    static async Task<bool> IsGone(this ChatServices chat, string text) => FileKey.TryParse(text, out var key)
        && await chat.Ask(
            Ids.Files(key.Owner), new LookUpFile(text), Repeat.Always) is ForClient { Reply: Error { Code: ErrorCodes.UnknownFile } };

    // A glance at the bytes: most messages have none.
    static bool HasFile(StoredEvent stored) => stored.Type == PostedType && stored.Body.Span.IndexOf("\"file\":{"u8) >= 0;

    static readonly string PostedType = ChatEvents.TypeOf<Posted>();

    // File-stores asked at once for a page.
    const int AtOnce = 16;

    /// <summary>An upload of the user's, or an error.</summary>
    public static Task<Answer> FindUpload(this ChatServices chat, string user, string file) =>
        chat.Ask(Ids.Files(user), new GetUpload(user, file), Repeat.Always);

    /// <summary>How long the chunk with this index is, or -1 when there is none.</summary>
    public static long ChunkLength(long size, int index)
    {
        var left = size - (long)index * ProtocolLimits.FileChunkBytes;
        return index < 0 || left <= 0 ? -1 : Math.Min(left, ProtocolLimits.FileChunkBytes);
    }
}
