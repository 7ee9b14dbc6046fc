namespace ActorChat.Node.Stores.Memory;

/// <summary>
/// The order in which databases keep UTF-8 text: by code point. .NET's ordinal order differs, as it puts characters
/// beyond U+FFFF (written as surrogates) before U+E000 to U+FFFF.
/// </summary>
sealed class ByCodePoint : IComparer<string>
{
    public static ByCodePoint Order { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);
        var both = Math.Min(x.Length, y.Length);
        for (var i = 0; i < both; i++)
        {
            if (x[i] != y[i]) return Weight(x[i]) - Weight(y[i]);
        }
        return x.Length - y.Length;
    }

    static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
