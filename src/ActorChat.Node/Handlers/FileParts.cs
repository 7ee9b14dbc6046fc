using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Files;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>What the handlers of files have in common.</summary>
static class FileParts
{
    /// <summary>The published file of a key, or an error.</summary>
    public static async Task<(FileKey Key, Reply Reply)> FindFile(this ChatServices chat, string user, string text)
    {
        if (!FileKey.TryParse(text, out var key)) return (default, FileErrors.UnknownKey);
        return (key, await chat.Act(Ids.Files(key.Owner), user, new FindFile(text), Repeat.Always));
    }

    /// <summary>A published file as it stands in a message; null when the key is unknown.</summary>
    public static async Task<FileLink?> LinkOf(this ChatServices chat, string user, string key) =>
        (await chat.FindFile(user, key)).Reply is FileFound found ? new(found.Key, found.Name, found.Size) : null;

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
