using System.Diagnostics;
using SQLitePCL;

namespace ActorChat.Load.Bare;

/// <summary>
/// The limit of the journal on SQLite: a loop on one thread that inserts the same rows into the same table in the same mode (write-ahead log,
/// synchronous=FULL), with prepared statements and nothing around them.
/// </summary>
static class BareSqlite
{
    // The modes are those of the node's store, SqliteOptions.CheckpointPages among them: keep them the same.
    const string Schema =
        """
        pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 16000;
        create table event (
            entity text not null, seq integer not null, at integer not null, type text not null,
            about integer, expels text, body blob not null,
            primary key (entity, seq)
        ) strict, without rowid;
        """;

    /// <summary>Commits so many events at a time, for so long.</summary>
    public static BareCommits Run(string folder, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        Batteries_V2.Init();
        var file = Path.Combine(folder, $"bare-{Guid.NewGuid():N}.db");
        Check(raw.sqlite3_open(file, out var db), db);
        try
        {
            Check(raw.sqlite3_exec(db, Schema), db);
            return Loop(db, eventsPerCommit, textBytes, duration);
        }
        finally
        {
            raw.sqlite3_close(db);
            foreach (var ending in (string[])["", "-wal", "-shm"]) File.Delete(file + ending);
        }
    }

    static BareCommits Loop(sqlite3 db, int eventsPerCommit, int textBytes, TimeSpan duration)
    {
        using var begin = Prepare(db, "begin immediate");
        using var insert = Prepare(db, "insert into event (entity, seq, at, type, about, expels, body) values (?, ?, ?, 'posted', null, null, ?)");
        using var commit = Prepare(db, "commit");
        var entities = Enumerable.Range(1, BareRows.Entities).Select(i => System.Text.Encoding.UTF8.GetBytes($"room/room{i}")).ToArray();
        var body = BareRows.Body(textBytes, 1_000_000);
        long events = 0, commits = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < duration; commits++)
        {
            Step(db, begin);
            for (var i = 0; i < eventsPerCommit; i++, events++)
            {
                raw.sqlite3_bind_text(insert, 1, entities[events % entities.Length]);
                raw.sqlite3_bind_int64(insert, 2, events / entities.Length + 1);
                raw.sqlite3_bind_int64(insert, 3, 1_790_000_000_000 + events);
                raw.sqlite3_bind_blob(insert, 4, body);
                Step(db, insert);
            }
            Step(db, commit);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        return new(eventsPerCommit, events / seconds, commits / seconds);
    }

    static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        Check(raw.sqlite3_prepare_v2(db, sql, out var statement), db);
        return statement;
    }

    static void Step(sqlite3 db, sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) Check(raw.sqlite3_errcode(db), db);
        raw.sqlite3_reset(statement);
    }

    static void Check(int result, sqlite3 db)
    {
        if (result != raw.SQLITE_OK) throw new IOException($"SQLite: {raw.sqlite3_errmsg(db).utf8_to_string()}");
    }
}
