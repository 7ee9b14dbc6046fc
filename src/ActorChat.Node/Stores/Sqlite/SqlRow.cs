using SQLitePCL;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The row at which a statement stands, by column from 0. Valid while it is being read.</summary>
readonly struct SqlRow(sqlite3_stmt statement)
{
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public bool GetBoolean(int column) => GetInt32(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    /// <summary>Null where there is nothing.</summary>
    public string? GetText(int column) => IsDBNull(column) ? null : GetString(column);

    public byte[] GetBytes(int column) => GetSpan(column).ToArray();

    public ReadOnlySpan<byte> GetSpan(int column) => raw.sqlite3_column_blob(statement, column);
}
