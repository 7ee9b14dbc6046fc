namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// A run of one entity's events as one value of a row: each with its length before it, and zeros behind the last, as room for more. A
/// full piece fills a page of the file, and the row keeps its size as long as there is room: so what is added is written where it stands.
/// </summary>
/// <remarks>Used again and again, by one thread at a time.</remarks>
sealed class Piece
{
    /// <summary>Bytes of a full piece: with what SQLite adds to a row of two columns, one page of 4,096.</summary>
    public const int Full = 4000;

    // An entity of a few events, such as most users, takes no page for itself.
    const int Smallest = Full / 16;

    byte[] bytes = new byte[Full];
    int size, used;

    /// <summary>The row that it stands in, or null.</summary>
    public long? Row { get; private set; }

    /// <summary>The numbers of its first and of its last event; 0 for none.</summary>
    public long First { get; private set; }

    /// <inheritdoc cref="First"/>
    public long Last { get; private set; }

    public bool IsEmpty => used == 0;

    /// <summary>What the row is to hold.</summary>
    public ReadOnlyMemory<byte> Value => bytes.AsMemory(0, size);

    /// <summary>A piece without a row. An entity's first is small and grows; who has filled one will fill another.</summary>
    public void Begin(bool first) => Clear(null, first ? Smallest : Full);

    /// <summary>A row as it stands.</summary>
    public void Load(long row, ReadOnlySpan<byte> value)
    {
        Clear(row, value.Length);
        value.CopyTo(bytes);
        for (var rest = value; PieceEvent.TryTake(ref rest, out var e);) Count(e.Seq, value.Length - rest.Length);
    }

    /// <summary>The row of another piece, to be filled anew; one that was longer than a page need not stay so.</summary>
    public void BeginInsteadOf(Piece other) => Clear(other.Row, Math.Min(other.size, Full));

    /// <summary>Adds an event at the end if it fits; into an empty piece any does.</summary>
    public bool TryAdd(long seq, NewEvent e)
    {
        var length = PieceEvent.LengthOf(seq, e);
        if (!IsEmpty && used + Varint.LengthOf(length) + length > Full) return false;
        PieceEvent.Write(Extend(seq, length), seq, e);
        return true;
    }

    /// <summary>Adds an event at the end; a piece that is full becomes longer.</summary>
    public void Add(long seq, NewEvent e) => PieceEvent.Write(Extend(seq, PieceEvent.LengthOf(seq, e)), seq, e);

    /// <inheritdoc cref="Add(long, NewEvent)"/>
    public void Add(PieceEvent e) => e.Record.CopyTo(Extend(e.Seq, e.Record.Length));

    void Clear(long? row, int size)
    {
        (Row, First, Last, used, this.size) = (row, 0, 0, 0, 0);
        Resize(size);
    }

    // Room for a record behind the last one, its length written.
    Span<byte> Extend(long seq, int length)
    {
        var end = used + Varint.LengthOf(length) + length;
        if (end > size) Resize(end <= Full ? RoundUp(end) : end);
        var space = bytes.AsSpan(used..end);
        Varint.Write(ref space, length);
        Count(seq, end);
        return space;
    }

    void Count(long seq, int end)
    {
        if (IsEmpty) First = seq;
        (Last, used) = (seq, end);
    }

    static int RoundUp(int length)
    {
        var size = Smallest;
        while (size < length) size *= 2;
        return size;
    }

    void Resize(int size)
    {
        if (bytes.Length < size) Array.Resize(ref bytes, size);
        bytes.AsSpan(this.size..size).Clear();
        this.size = size;
    }
}
