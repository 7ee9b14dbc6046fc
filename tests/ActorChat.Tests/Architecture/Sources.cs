using System.Text.RegularExpressions;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Architecture;

/// <summary>A source file as the architecture tests see it.</summary>
/// <param name="Path">From the root of the checkout, with slashes.</param>
/// <param name="Namespace">Empty for top-level statements.</param>
/// <param name="Usings">The namespaces (or types, for aliases and statics) of this solution that it names at its top.</param>
/// <param name="Lines">All of it.</param>
sealed record SourceFile(string Path, string Namespace, IReadOnlyList<string> Usings, IReadOnlyList<string> Lines);

/// <summary>The sources of this checkout.</summary>
static partial class Sources
{
    /// <summary>All C# files under a folder, but what the build made.</summary>
    public static IReadOnlyList<SourceFile> Under(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(Read),
    ];

    static SourceFile Read(string path)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, path));
        var usings = lines.Select(line => UsingForm().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        var space = lines.Select(line => NamespaceForm().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        return new(path, space ?? "", [.. usings], lines);
    }

    [GeneratedRegex(@"^(?:global )?using (?:static )?(?:\w+ = )?(ActorChat[\w.]*)")]
    private static partial Regex UsingForm();

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex NamespaceForm();
}
