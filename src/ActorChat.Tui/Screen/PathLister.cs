using ActorChat.Tui.Files;

namespace ActorChat.Tui.Screen;

/// <summary>Paths for completion.</summary>
static class PathLister
{
    // More choices than this help nobody.
    const int MaxPaths = 200;

    /// <summary>The paths that begin so, folders with a slash at their end; written as the user writes them (with <c>~</c>).</summary>
    public static IReadOnlyList<string> List(string prefix)
    {
        if (prefix == "~") return ["~/"];
        var slash = prefix.LastIndexOf('/') + 1;
        string folder = prefix[..slash], beginning = prefix[slash..];
        try
        {
            return [.. new DirectoryInfo(LocalPaths.Expand(folder.Length == 0 ? "." : folder))
                .EnumerateFileSystemInfos()
                .Where(entry => entry.Name.StartsWith(beginning, StringComparison.Ordinal)
                    && (beginning.Length > 0 || !entry.Name.StartsWith('.')))
                .Take(MaxPaths)
                .Select(entry => folder + entry.Name + (entry is DirectoryInfo ? "/" : ""))
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return [];
        }
    }
}
