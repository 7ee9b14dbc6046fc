using System.Text.RegularExpressions;

namespace ActorChat.Messages;

/// <summary><c>@name</c> in a text.</summary>
public static partial class Mentions
{
    /// <summary>Most that count in one message: each is a letter.</summary>
    public const int Max = 10;

    /// <summary>The names in a text, each once, in their order. Whether anybody has such a name is not known here.</summary>
    public static IReadOnlyList<string> In(string text) => !text.Contains('@', StringComparison.Ordinal) ? [] :
        [.. Form().Matches(text).Select(match => Names.User(match.Groups[1].Value.TrimEnd('.', '-'))).OfType<string>().DistinctBy(Names.Fold).Take(Max)];

    /// <summary>Whether a user is named.</summary>
    public static bool Has(string text, string user) => In(text).Any(name => Names.Same(name, user));

    // Not within an address: mail@example.org mentions nobody.
    [GeneratedRegex(@"(?<![\p{L}\p{N}@._/-])@([\p{L}\p{N}\p{Mn}\p{Mc}_.-]{2,32})", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
