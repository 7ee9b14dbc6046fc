using System.Globalization;
using SQLitePCL;

namespace ActorChat.Load.Servers;

/// <summary>Fills a store with users and rooms that nobody asks for: what a server that has run for years knows.</summary>
static class KnownNames
{
    /// <summary>So many of each, with the rows that their making leaves.</summary>
    public static void Fill(string file, int count)
    {
        Batteries_V2.Init();
        if (raw.sqlite3_open(file, out var db) != raw.SQLITE_OK) throw new IOException($"{file} can't be opened");
        try
        {
            Execute(db, "begin immediate");
            Execute(db, Rows(count, "user", "known-user-", "registered", """{"type":"registered","name":"known-user-#","globalSeq":0,"globalOrdinal":0,"passwordHash":"0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz"}"""));
            Execute(db, Rows(count, "room", "known-room-", "created", """{"type":"created","room":"known-room-#","by":"known-user-#","access":"open"}"""));
            Execute(db, "commit");
            Execute(db, "pragma wal_checkpoint(truncate)");
        }
        finally
        {
            raw.sqlite3_close(db);
        }
    }

    // A # in the body stands for the number.
    static string Rows(int count, string kind, string prefix, string type, string body) => string.Create(CultureInfo.InvariantCulture,
        $"""
        with recursive number(n) as (select 1 union all select n + 1 from number where n < {count})
        insert into event (entity, seq, at, type, body)
        select '{kind}/{prefix}' || n, 1, 1790000000000 + n, '{type}', cast(replace('{body}', '#', n) as blob) from number;
        with recursive number(n) as (select 1 union all select n + 1 from number where n < {count})
        insert into directory (kind, key, name, listed) select '{kind}', '{prefix}' || n, '{prefix}' || n, 1 from number;
        """);

    static void Execute(sqlite3 db, string sql)
    {
        if (raw.sqlite3_exec(db, sql) != raw.SQLITE_OK) throw new IOException($"SQLite: {raw.sqlite3_errmsg(db).utf8_to_string()}");
    }
}
