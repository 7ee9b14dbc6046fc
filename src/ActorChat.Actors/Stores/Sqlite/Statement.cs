using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ActorChat.Actors.Stores.Sqlite;

/// <summary>
/// One SQL statement, prepared once on its connection and used again and again by one thread at a time. Values are given in
/// the order in which the statement first names its parameters.
/// </summary>
sealed partial class Statement : IDisposable
{
    readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Value).Distinct())
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
    }

    /// <summary>Runs it, and says how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        using var reader = With(values).ExecuteReader();
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row, or null.</summary>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) where T : class
    {
        using var reader = With(values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    /// <summary>The number in the first row, or null.</summary>
    public long? Number(params ReadOnlySpan<object?> values)
    {
        using var reader = With(values).ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    public void Dispose() => command.Dispose();

    /// <summary>Whole numbers as SQLite's json_each reads them.</summary>
    public static string Json(IReadOnlyList<int> numbers) => $"[{string.Join(',', numbers)}]";

    SqliteCommand With(ReadOnlySpan<object?> values)
    {
        if (values.Length != command.Parameters.Count)
            throw new ArgumentException($"{values.Length} values for {command.Parameters.Count} parameters of: {command.CommandText}");
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = Value(values[i]);
        return command;
    }

    static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        ReadOnlyMemory<byte> body => Bytes(body),
        EntityId entity => entity.ToString(),
        _ => value,
    };

    static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Count == segment.Array!.Length ? segment.Array : body.ToArray();

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex ParameterName();
}
