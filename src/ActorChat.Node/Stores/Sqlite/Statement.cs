using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// One SQL statement, prepared when first used on its connection and used again and again by one thread at a time. Values are given in
/// the order in which the statement first names its parameters.
/// </summary>
/// <remarks>
/// On SQLite's own interface: the library's commands and readers cost as much again as SQLite does for a small statement, and commits
/// consist of those.
/// </remarks>
sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    sqlite3_stmt? prepared;

    /// <summary>Runs it, and says how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            var statement = With(values);
            while (Step(statement))
            {
            }
            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            var statement = With(values);
            List<T> rows = [];
            while (Step(statement)) rows.Add(read(new(statement)));
            return rows;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Hands over row by row until that is enough.</summary>
    public void Each(Func<SqlRow, bool> wantsMore, params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            var statement = With(values);
            while (Step(statement) && wantsMore(new(statement)))
            {
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row, or null.</summary>
    public T? First<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values) where T : class
    {
        try
        {
            var statement = With(values);
            return Step(statement) ? read(new(statement)) : null;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The number in the first row, or null.</summary>
    public long? Number(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            var statement = With(values);
            return Step(statement) && new SqlRow(statement) is var row && !row.IsDBNull(0) ? row.GetInt64(0) : null;
        }
        finally
        {
            Reset();
        }
    }

    public void Dispose() => prepared?.Dispose();

    /// <summary>Whole numbers as SQLite's json_each reads them.</summary>
    public static string Json(IReadOnlyList<int> numbers) => $"[{string.Join(',', numbers)}]";

    sqlite3_stmt With(ReadOnlySpan<SqlValue> values)
    {
        if (prepared is null) Check(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out prepared));
        var parameters = raw.sqlite3_bind_parameter_count(prepared);
        if (values.Length != parameters) throw new ArgumentException($"{values.Length} values for {parameters} parameters of: {sql}");
        for (var i = 0; i < values.Length; i++) Check(values[i].BindTo(prepared, i + 1));
        return prepared;
    }

    // Whether there is a row.
    bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE)) Check(result);
        return result == raw.SQLITE_ROW;
    }

    // What went wrong was told by the step.
    void Reset()
    {
        if (prepared is not null) raw.sqlite3_reset(prepared);
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);
}
