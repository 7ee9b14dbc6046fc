using Microsoft.Data.Sqlite;

namespace ActorChat.Tests.EndToEnd.Harness;

/// <summary>What the rows of a store on SQLite say.</summary>
static class SqliteText
{
    /// <summary>Whether an event, a snapshot or a letter holds a text.</summary>
    public static bool Holds(string path, string text)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            select (select count(*) from journal where instr(message, cast($text as blob)) > 0)
                + (select count(*) from snapshot where instr(snapshot, cast($text as blob)) > 0)
                + (select count(*) from letter where instr(body, cast($text as blob)) > 0)
            """;
        command.Parameters.AddWithValue("$text", text);
        return (long)command.ExecuteScalar()! > 0;
    }
}
