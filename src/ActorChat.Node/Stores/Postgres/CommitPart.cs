using System.Runtime.InteropServices;

namespace ActorChat.Node.Stores.Postgres;

/// <summary>
/// A part of the commit statement (a common table expression) that carries out one kind of change, for those writes that
/// stand in <c>good</c>. Its parameters are columns: one row for each change, with the write's place in the batch.
/// </summary>
sealed record CommitPart(string Text, params P[] Parameters)
{
    /// <summary>The part for these changes of the batch's writes, or null when there are none.</summary>
    public static CommitPart? For<T>(IReadOnlyList<Write> batch, Func<Write, IEnumerable<T>> changes, Func<List<Row<T>>, CommitPart> part)
    {
        List<Row<T>> rows = [];
        for (var place = 0; place < batch.Count; place++)
        {
            foreach (var change in changes(batch[place])) rows.Add(new Row<T>(place, batch[place], change));
        }
        return rows.Count == 0 ? null : part(rows);
    }

    /// <summary>One column of the part's rows.</summary>
    public static P Column<T, TValue>(string name, List<Row<T>> rows, Func<Row<T>, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return P.Of(name, column);
    }

    public static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Count == segment.Array!.Length ? segment.Array : body.ToArray();
}

/// <summary>One change, and the write that it belongs to.</summary>
readonly record struct Row<T>(int Place, Write Write, T Value);
