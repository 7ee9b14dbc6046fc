using System.Text;
using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>Paths on this machine.</summary>
static class LocalPaths
{
    // The longest name that the usual file systems take, in UTF-8 bytes, with room for " (99)" and ".part".
    const int MaxNameBytes = 230;

    /// <summary>The path with <c>~</c> at its beginning replaced by the home folder.</summary>
    public static string Expand(string path)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (path == "~") return home;
        return path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..]) : path;
    }

    /// <summary>
    /// A file name made of what a sender called the file: without folders, control characters and leading dots, so that it
    /// can name nothing but a visible file in the folder it is put into.
    /// </summary>
    public static string SafeName(string name)
    {
        var clean = Texts.CleanLine(name).Replace('\\', '/');
        clean = clean[(clean.LastIndexOf('/') + 1)..].Replace(':', '_').Trim().TrimStart('.').Trim();
        while (Encoding.UTF8.GetByteCount(clean) > MaxNameBytes) clean = clean[..^1];
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean = clean[..^1];
        return clean.Length == 0 ? "file" : clean;
    }

    /// <summary>The name, then <c>name (1).ext</c>, <c>name (2).ext</c> …</summary>
    public static IEnumerable<string> Choices(string folder, string name)
    {
        yield return Path.Combine(folder, name);
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        for (var i = 1; i < 1000; i++) yield return Path.Combine(folder, $"{stem} ({i}){extension}");
    }
}
