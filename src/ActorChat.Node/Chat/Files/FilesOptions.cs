using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Chat.Files;

/// <summary>Bounds on what one user keeps in the cluster.</summary>
public sealed record FilesOptions
{
    /// <summary>Largest file, in bytes. Told to clients when they connect.</summary>
    [Range(1, 1L << 40)]
    public required long MaxFileBytes { get; init; }

    /// <summary>All of a user's files together, uploads under way at their announced size, in bytes.</summary>
    [Range(1, 1L << 50)]
    public required long QuotaBytes { get; init; }

    /// <summary>Most files of a user, so that empty ones don't fill the catalogue.</summary>
    [Range(1, 100_000)]
    public required int MaxFiles { get; init; }

    /// <summary>
    /// Most uploads of a user under way at once; a client needs one, and retries leave others behind until they are swept.
    /// </summary>
    [Range(1, 1_000)]
    public required int MaxPendingUploads { get; init; }

    /// <summary>How long after its announcement an upload that is not finished is dropped.</summary>
    public required TimeSpan UploadLifetime { get; init; }

    /// <summary>
    /// How long after its publication a file is deleted; when left out, only its owner deletes it. Applies to what is published from then
    /// on.
    /// </summary>
    public required TimeSpan? Lifetime { get; init; }
}
