using System.Text.Json.Serialization;

namespace ActorChat.Messages;

/// <summary>A user's published files, the newest first, at most <see cref="ProtocolLimits.MaxListedFiles"/>.</summary>
/// <param name="Files">The files.</param>
/// <param name="UsedBytes">Of all files, uploads under way among them.</param>
/// <param name="QuotaBytes">How much that may be.</param>
/// <param name="More">There are more than listed.</param>
public sealed record FileList(IReadOnlyList<FileEntry> Files, long UsedBytes, long QuotaBytes, bool More) : Reply;

/// <summary>One of the user's files.</summary>
/// <param name="Key">What others load it by.</param>
/// <param name="Name">Without folders.</param>
/// <param name="Size">Bytes.</param>
/// <param name="At">When it was published; null for one from before this was kept.</param>
/// <param name="Until">When it will be deleted; null: not before the user does it.</param>
public sealed record FileEntry(
    string Key,
    string Name,
    long Size,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? At = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Until = null);
