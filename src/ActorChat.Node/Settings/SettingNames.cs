using System.Text;

namespace ActorChat.Node.Settings;

/// <summary>The names of settings: kebab-case in HOCON, capitals in the environment.</summary>
static class SettingNames
{
    /// <summary>What begins the names of variables.</summary>
    public const string VariablePrefix = "ACTORCHAT_";

    // A name that differs in more than a third of its letters is another name.
    const int LettersPerSlip = 3;

    /// <summary>The name of a property: <c>MaxQueueBytes</c> is <c>max-queue-bytes</c>.</summary>
    public static string Kebab(string property)
    {
        var name = new StringBuilder();
        foreach (var letter in property)
        {
            if (char.IsAsciiLetterUpper(letter) && name.Length > 0) name.Append('-');
            name.Append(char.ToLowerInvariant(letter));
        }
        return name.ToString();
    }

    /// <summary>The variable of a setting: <c>actorchat.cluster.lease</c> is <c>ACTORCHAT_CLUSTER_LEASE</c>.</summary>
    public static string Variable(string path) => path.Replace('.', '_').Replace('-', '_').ToUpperInvariant();

    /// <summary>The one among the paths that was probably meant; null when none is near.</summary>
    public static string? Nearest(string wrong, IEnumerable<string> paths)
    {
        var (meant, last) = (Plain(wrong), Plain(LastOf(wrong)));
        var near =
            from path in paths
            let distance = Distance(meant, Plain(path))
            let own = Distance(last, Plain(LastOf(path)))
            where distance <= meant.Length / LettersPerSlip / 2 || own <= last.Length / LettersPerSlip
            orderby own, distance
            select path;
        return near.FirstOrDefault();
    }

    /// <summary>The same for variables, which all begin alike.</summary>
    public static string? NearestVariable(string wrong, IEnumerable<string> variables) =>
        Nearest(wrong[VariablePrefix.Length..], variables.Select(name => name[VariablePrefix.Length..])) is { } near
            ? VariablePrefix + near
            : null;

    static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];

    // However it is written: MaxQueueBytes, max_queue_bytes.
    static string Plain(string path) =>
        path.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Letters to change, add, leave out or exchange with their neighbours.
    static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                var isExchange = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                if (isExchange) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[one.Length, other.Length];
    }
}
