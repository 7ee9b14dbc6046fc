using System.Text;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>One event of a <see cref="Piece"/>, where it stands: nothing is copied before it is asked for.</summary>
/// <remarks>
/// Number, time in milliseconds, what it is about plus one (0: nothing), and the lengths of the type and, plus one (0: none), of the label that it
/// expels; then the two texts, and the body to the end. Numbers are <see cref="Varint"/>s.
/// </remarks>
readonly ref struct PieceEvent
{
    readonly long atMs, about;
    readonly bool expels;
    readonly ReadOnlySpan<byte> type, label, body;

    PieceEvent(ReadOnlySpan<byte> record)
    {
        Record = record;
        Seq = Varint.Read(ref record);
        atMs = Varint.Read(ref record);
        about = Varint.Read(ref record);
        var typeLength = (int)Varint.Read(ref record);
        var labelLength = (int)Varint.Read(ref record);
        expels = labelLength > 0;
        type = record[..typeLength];
        label = record.Slice(typeLength, Math.Max(0, labelLength - 1));
        body = record[(type.Length + label.Length)..];
    }

    /// <summary>All of it, without its length.</summary>
    public ReadOnlySpan<byte> Record { get; }

    public long Seq { get; }

    public long? About => about == 0 ? null : about - 1;

    public string Type => Encoding.UTF8.GetString(type);

    DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(atMs);

    string? Expels => expels ? Encoding.UTF8.GetString(label) : null;

    /// <summary>Whether it is of one of these types, any when there are none.</summary>
    public bool IsOf(byte[][] types)
    {
        foreach (var one in types)
        {
            if (type.SequenceEqual(one)) return true;
        }
        return types.Length == 0;
    }

    /// <summary>A copy that lasts.</summary>
    public StoredEvent Copy() => new(Seq, At, Type, About, Expels, body.ToArray());

    /// <summary>The same event with another body.</summary>
    public NewEvent With(ReadOnlyMemory<byte> body) => new(At, Type, About, Expels, body);

    /// <summary>The event at the beginning of a piece, which it takes off; false when nothing or only room follows.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> piece, out PieceEvent taken)
    {
        var length = piece.IsEmpty ? 0 : (int)Varint.Read(ref piece);
        if (length == 0)
        {
            taken = default;
            return false;
        }
        taken = new(piece[..length]);
        piece = piece[length..];
        return true;
    }

    /// <summary>How long the record of such an event is.</summary>
    public static int LengthOf(long seq, NewEvent e) =>
        Varint.LengthOf(seq) + Varint.LengthOf(e.At.ToUnixTimeMilliseconds()) + Varint.LengthOf(AboutNumber(e)) +
        TextLength(e.Type, 0) + TextLength(e.Expels, 1) + e.Body.Length;

    /// <summary>Writes the record of an event into the space of exactly that length.</summary>
    public static void Write(Span<byte> record, long seq, NewEvent e)
    {
        Varint.Write(ref record, seq);
        Varint.Write(ref record, e.At.ToUnixTimeMilliseconds());
        Varint.Write(ref record, AboutNumber(e));
        Varint.Write(ref record, Encoding.UTF8.GetByteCount(e.Type));
        Varint.Write(ref record, e.Expels is null ? 0 : Encoding.UTF8.GetByteCount(e.Expels) + 1);
        record = record[Encoding.UTF8.GetBytes(e.Type, record)..];
        record = record[Encoding.UTF8.GetBytes(e.Expels ?? "", record)..];
        e.Body.Span.CopyTo(record);
    }

    static long AboutNumber(NewEvent e) => e.About is { } about ? about + 1 : 0;

    static int TextLength(string? text, int more) =>
        text is null ? 1 : Encoding.UTF8.GetByteCount(text) is var length ? Varint.LengthOf(length + more) + length : 0;
}
