namespace ActorChat.Remoting.Links;

/// <summary>
/// Makes lines of pieces that were cut anywhere. It holds the beginning of one line at most, and no more than that may have; a longer one
/// is dropped to its end.
/// </summary>
public sealed class LineJoiner(int maxBytes)
{
    // What has come of a line whose end has not; null when there is none.
    MemoryStream? begun;
    bool isTooLong;

    /// <summary>
    /// The lines that end in this piece, one after the other; null stands for one that was too long. They are good until the next piece.
    /// </summary>
    public IEnumerable<ReadOnlyMemory<byte>?> Add(ReadOnlyMemory<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var end = piece.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                Keep(piece);
                yield break;
            }
            var line = piece[..end];
            piece = piece[(end + 1)..];
            if (begun is not null || isTooLong || line.Length > maxBytes) Keep(line);
            if (isTooLong) yield return null;
            else yield return begun is null ? line : begun.GetBuffer().AsMemory(0, (int)begun.Length);
            (begun, isTooLong) = (null, false);
        }
    }

    void Keep(ReadOnlyMemory<byte> part)
    {
        if (isTooLong) return;
        if ((begun?.Length ?? 0) + part.Length > maxBytes)
        {
            (begun, isTooLong) = (null, true);
            return;
        }
        begun ??= new();
        begun.Write(part.Span);
    }
}
