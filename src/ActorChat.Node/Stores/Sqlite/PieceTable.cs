using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>Reads the pieces that a statement finds, one after the other, until that is enough. What it is handed is valid until it returns.</summary>
delegate bool PieceReader(ReadOnlySpan<byte> piece);

/// <summary>
/// The pieces of all journals. A full one has a page of the file to itself, and new ones come at the tree's end, whoever's they are; a second,
/// much smaller tree says which are an entity's, by the number of the event that each began with.
/// </summary>
sealed class PieceTable(SqliteConnection connection) : IDisposable
{
    readonly Statement holding = new(connection,
        """
        select piece, body from journal join piece on id = piece
        where entity = $entity and first <= $seq
        order by first desc
        limit 1
        """);

    // From the one that may hold the number on.
    readonly Statement forward = new(connection,
        """
        select body from journal join piece on id = piece
        where entity = $entity and first >= coalesce((select max(first) from journal where entity = $entity and first <= $seq), 0)
        order by first
        """);

    readonly Statement back = new(connection,
        """
        select body from journal join piece on id = piece
        where entity = $entity and first < $before
        order by first desc
        """);

    readonly Statement overlapping = new(connection,
        """
        select first from journal
        where entity = $entity and first >= coalesce((select max(first) from journal where entity = $entity and first <= $from), 0) and first < $to
        """);

    readonly Statement insert = new(connection,
        """
        insert into piece (body) values ($body) returning id
        """);

    readonly Statement enter = new(connection,
        """
        insert into journal (entity, first, piece) values ($entity, $first, $piece)
        """);

    readonly Statement update = new(connection,
        """
        update piece set body = $body where id = $id
        """);

    readonly Statement delete = new(connection,
        """
        delete from piece where id = $id
        """);

    readonly Statement strike = new(connection,
        """
        delete from journal where entity = $entity and first <= $seq and piece = $id
        """);

    /// <summary>Loads the entity's last piece; false when it has none.</summary>
    public bool TryLoadLast(EntityId entity, Piece piece) => TryLoad(entity, long.MaxValue, piece);

    /// <summary>Loads the piece that holds this event if any does; false when none can.</summary>
    public bool TryLoad(EntityId entity, long seq, Piece piece)
    {
        var found = false;
        holding.Each(row =>
        {
            piece.Load(row.GetInt64(0), row.GetSpan(1));
            found = true;
            return false;
        }, entity, seq);
        return found;
    }

    /// <summary>Pieces from the one that may hold this event on.</summary>
    public void Forward(EntityId entity, long seq, PieceReader read) => Read(forward, read, entity, seq);

    /// <summary>Pieces from the one that holds the event before this one back.</summary>
    public void Back(EntityId entity, long before, PieceReader read) => Read(back, read, entity, before);

    /// <summary>With which numbers the pieces began that may hold some of these events.</summary>
    public List<long> Overlapping(EntityId entity, long from, long to) => overlapping.Rows(row => row.GetInt64(0), entity, from, to);

    /// <summary>Writes a piece into its row; one that has none gets one.</summary>
    public void Put(EntityId entity, Piece piece)
    {
        if (piece.Row is { } row) update.Run(piece.Value, row);
        else enter.Run(entity, piece.First, insert.Number(piece.Value));
    }

    /// <summary>Deletes the row of a piece.</summary>
    public void Delete(EntityId entity, Piece piece)
    {
        strike.Run(entity, piece.First, piece.Row);
        delete.Run(piece.Row);
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[holding, forward, back, overlapping, insert, enter, update, delete, strike]) statement.Dispose();
    }

    static void Read(Statement find, PieceReader read, params ReadOnlySpan<SqlValue> values) => find.Each(row => read(row.GetSpan(0)), values);
}
