using System.Globalization;

namespace ActorChat.Tui.Files;

/// <summary>The disk, or the user's share of it, is full.</summary>
static class DiskFull
{
    // ENOSPC, EDQUOT and EFBIG, and what Windows calls a full disk.
    static readonly int[] Codes = [28, 122, 27, 0x70];

    /// <summary>Whether this is why a file could not be written.</summary>
    public static bool Is(IOException failure) => Codes.Contains(failure.HResult & 0xffff);

    /// <summary>What a person should know.</summary>
    public static TransferFailed Of(string folder, long bytes) => new(string.Create(CultureInfo.InvariantCulture,
        $"There is no room in {folder} for the {bytes:N0} bytes of the file; nothing was kept. Make room, or give another path."),
            ForGood: true);
}
