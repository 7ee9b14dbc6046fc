using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>A value for a statement's parameter, without a box: a commit binds thousands.</summary>
readonly struct SqlValue
{
    enum Kind : byte { Null, Number, Text, Blob }

    readonly Kind kind;
    readonly long number;
    readonly string? text;
    readonly ReadOnlyMemory<byte> blob;

    SqlValue(long number) => (kind, this.number) = (Kind.Number, number);

    SqlValue(string? text) => (kind, this.text) = (text is null ? Kind.Null : Kind.Text, text);

    SqlValue(ReadOnlyMemory<byte> blob) => (kind, this.blob) = (Kind.Blob, blob);

    public static implicit operator SqlValue(long number) => new(number);

    public static implicit operator SqlValue(long? number) => number is { } value ? new(value) : default;

    public static implicit operator SqlValue(bool truth) => new(truth ? 1 : 0);

    public static implicit operator SqlValue(DateTimeOffset at) => new(at.ToUnixTimeMilliseconds());

    public static implicit operator SqlValue(string? text) => new(text);

    public static implicit operator SqlValue(EntityId entity) => new(entity.ToString());

    public static implicit operator SqlValue(ReadOnlyMemory<byte> blob) => new(blob);

    /// <summary>Gives the value to the parameter with this number, from 1.</summary>
    public int BindTo(sqlite3_stmt statement, int parameter) => kind switch
    {
        Kind.Number => raw.sqlite3_bind_int64(statement, parameter, number),
        Kind.Text => raw.sqlite3_bind_text(statement, parameter, text!),
        Kind.Blob when blob.IsEmpty => raw.sqlite3_bind_zeroblob(statement, parameter, 0),
        Kind.Blob => raw.sqlite3_bind_blob(statement, parameter, blob.Span),
        _ => raw.sqlite3_bind_null(statement, parameter),
    };
}
