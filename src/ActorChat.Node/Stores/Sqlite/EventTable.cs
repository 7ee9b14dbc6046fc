using System.Text;
using ActorChat.Node.Behaviours;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The journals: events in pieces, and an index of what is about what.</summary>
sealed class EventTable(SqliteConnection connection) : IDisposable
{
    // Carries over to the other piece what is to stay of an event, and says whether that is not all of it.
    delegate bool Change(PieceEvent e, Piece to);

    readonly PieceTable pieces = new(connection);

    readonly Statement note = new(connection,
        """
        insert into event_about (entity, about, seq) values ($entity, $about, $seq)
        """);

    readonly Statement forget = new(connection,
        """
        delete from event_about where entity = $entity and about = $about and seq = $seq
        """);

    readonly Statement aboutOne = new(connection,
        """
        select seq from event_about where entity = $entity and about = $about and seq < $before order by seq desc
        """);

    readonly Statement aboutAny = new(connection,
        """
        select seq from event_about where entity = $entity and about >= $from and about < $to and seq < $before
        """);

    // The end of the journal that was asked for last, a piece as it stands, and one as it will be.
    readonly Piece end = new(), found = new(), changed = new();

    /// <summary>The number of the entity's last event; 0 for none.</summary>
    public long Last(EntityId entity)
    {
        if (!pieces.TryLoadLast(entity, end)) end.Begin(first: true);
        return end.Last;
    }

    /// <summary>Adds events, with the numbers that follow, to the journal whose end was asked for last.</summary>
    public void Append(EntityId entity, long after, IReadOnlyList<NewEvent> events)
    {
        foreach (var e in events)
        {
            if (!end.TryAdd(++after, e))
            {
                pieces.Put(entity, end);
                end.Begin(first: false);
                end.Add(after, e);
            }
            if (e.About is { } about) note.Run(entity, about, after);
        }
        if (events.Count > 0) pieces.Put(entity, end);
    }

    /// <summary>Deletes the range; <paramref name="last"/>, the entity's last event, stays.</summary>
    public void Purge(EntityId entity, PurgeRange range, long last)
    {
        bool Drop(PieceEvent e, Piece to)
        {
            if (e.Seq < last && range.Covers(e.Seq, e.Type, e.About))
            {
                if (e.About is { } about) forget.Run(entity, about, e.Seq);
                return true;
            }
            to.Add(e);
            return false;
        }

        foreach (var first in pieces.Overlapping(entity, range.From, Math.Min(range.To, last))) Edit(entity, first, Drop);
        if (range.AboutBefore == 0) return;
        foreach (var seq in aboutAny.Rows(row => row.GetInt64(0), entity, range.From, range.To, Math.Min(range.AboutBefore, last))) Edit(entity, seq, Drop);
    }

    /// <summary>Replaces the body, if the event is there.</summary>
    public void Rewrite(EntityId entity, RewrittenEvent rewritten) => Edit(entity, rewritten.Seq, (e, to) =>
    {
        if (e.Seq == rewritten.Seq) to.Add(e.Seq, e.With(rewritten.Body));
        else to.Add(e);
        return e.Seq == rewritten.Seq;
    });

    public IReadOnlyList<StoredEvent> Forward(EntityId entity, long after, int limit)
    {
        List<StoredEvent> read = [];
        pieces.Forward(entity, after, piece =>
        {
            while (read.Count < limit && PieceEvent.TryTake(ref piece, out var e))
            {
                if (e.Seq > after) read.Add(e.Copy());
            }
            return read.Count < limit;
        });
        return read;
    }

    public IReadOnlyList<StoredEvent> Back(EntityId entity, long before, long since, IReadOnlyList<string> types, int limit)
    {
        List<StoredEvent> read = [], ofPiece = [];
        var wanted = Utf8(types);
        pieces.Back(entity, before, piece =>
        {
            ofPiece.Clear();
            var goesOn = true;
            while (PieceEvent.TryTake(ref piece, out var e))
            {
                goesOn &= e.Seq >= since;
                if (e.Seq >= since && e.Seq < before && e.IsOf(wanted)) ofPiece.Add(e.Copy());
            }
            for (var i = ofPiece.Count - 1; i >= 0 && read.Count < limit; i--) read.Add(ofPiece[i]);
            return goesOn && read.Count < limit;
        });
        read.Reverse();
        return read;
    }

    public IReadOnlyList<StoredEvent> About(EntityId entity, long about, long before, IReadOnlyList<string> types, int limit)
    {
        List<StoredEvent> read = [];
        var wanted = Utf8(types);
        aboutOne.Each(row =>
        {
            if (Find(entity, row.GetInt64(0), wanted) is { } e) read.Add(e);
            return read.Count < limit;
        }, entity, about, before);
        read.Reverse();
        return read;
    }

    public void Dispose()
    {
        pieces.Dispose();
        foreach (var statement in (Statement[])[note, forget, aboutOne, aboutAny]) statement.Dispose();
    }

    // Makes one piece anew, the one that may hold this event.
    void Edit(EntityId entity, long seq, Change change)
    {
        if (!pieces.TryLoad(entity, seq, found)) return;
        changed.BeginInsteadOf(found);
        var isChanged = false;
        for (ReadOnlySpan<byte> rest = found.Value.Span; PieceEvent.TryTake(ref rest, out var e);) isChanged |= change(e, changed);
        if (!isChanged) return;
        if (changed.IsEmpty) pieces.Delete(entity, found);
        else pieces.Put(entity, changed);
    }

    StoredEvent? Find(EntityId entity, long seq, byte[][] types)
    {
        if (!pieces.TryLoad(entity, seq, found)) return null;
        for (ReadOnlySpan<byte> rest = found.Value.Span; PieceEvent.TryTake(ref rest, out var e);)
        {
            if (e.Seq == seq) return e.IsOf(types) ? e.Copy() : null;
        }
        return null;
    }

    static byte[][] Utf8(IReadOnlyList<string> types) => [.. types.Select(Encoding.UTF8.GetBytes)];
}
