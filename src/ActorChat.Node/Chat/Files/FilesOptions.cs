using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Chat.Files;

/// <summary>Bounds on what one user keeps in the cluster.</summary>
public sealed class FilesOptions
{
    /// <summary>Largest file, in bytes. Told to clients when they connect.</summary>
    [Range(1, 1L << 40)]
    public long MaxFileBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>All of a user's files together, uploads under way at their announced size, in bytes.</summary>
    [Range(1, 1L << 50)]
    public long QuotaBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Most files of a user, so that empty ones don't fill the catalogue.</summary>
    [Range(1, 100_000)]
    public int MaxFiles { get; set; } = 2_000;

    /// <summary>
    /// Most uploads of a user under way at once; a client needs one, and retries leave others behind until they are swept.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxPendingUploads { get; set; } = 8;

    /// <summary>How long after its announcement an upload that is not finished is dropped.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long after its publication a file is deleted; when left out, only its owner deletes it. Applies to what is published from then on.
    /// </summary>
    public TimeSpan? Lifetime { get; set; }
}
