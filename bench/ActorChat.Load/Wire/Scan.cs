using System.Buffers.Text;

namespace ActorChat.Load.Wire;

/// <summary>Finds what the generator wants to know in a line, without reading its JSON.</summary>
static class Scan
{
    /// <summary>The number after a mark such as <c>"seq":</c>; -1 when there is none.</summary>
    public static long Number(ReadOnlySpan<byte> line, ReadOnlySpan<byte> mark)
    {
        var at = line.IndexOf(mark);
        return at >= 0 && Utf8Parser.TryParse(line[(at + mark.Length)..], out long number, out _) ? number : -1;
    }

    /// <summary>The text after a mark such as <c>"token":"</c>, up to the next quote; null when there is none.</summary>
    public static string? Text(ReadOnlySpan<byte> line, ReadOnlySpan<byte> mark)
    {
        var at = line.IndexOf(mark);
        if (at < 0) return null;
        var rest = line[(at + mark.Length)..];
        var end = rest.IndexOf((byte)'"');
        return end < 0 ? null : System.Text.Encoding.UTF8.GetString(rest[..end]);
    }
}
