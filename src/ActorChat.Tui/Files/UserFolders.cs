namespace ActorChat.Tui.Files;

/// <summary>Where programs keep what is this user's, by the desktop's rules (XDG Base Directory Specification).</summary>
/// <param name="Data">What they work on, such as a local cluster's store.</param>
/// <param name="Config">What was set, and what was accepted.</param>
/// <param name="Downloads">What was loaded.</param>
sealed record UserFolders(string Data, string Config, string Downloads)
{
    /// <summary>As the environment says, else as is usual.</summary>
    public static UserFolders OfEnvironment()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var config = Set("XDG_CONFIG_HOME") ?? Path.Combine(home, ".config");
        return new(Set("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share"), config, DownloadsOf(home, config));
    }

    static string DownloadsOf(string home, string config)
    {
        if (Set("XDG_DOWNLOAD_DIR") is { } set) return LocalPaths.Expand(set);
        try
        {
            var line = File.ReadLines(Path.Combine(config, "user-dirs.dirs"))
                .FirstOrDefault(line => line.StartsWith("XDG_DOWNLOAD_DIR=", StringComparison.Ordinal));
            var value = line?["XDG_DOWNLOAD_DIR=".Length..].Trim().Trim('"').Replace("$HOME", home, StringComparison.Ordinal);
            if (Path.IsPathRooted(value)) return value;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            // No desktop here.
        }
        return Path.Combine(home, "Downloads");
    }

    static string? Set(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
