using System.Diagnostics;
using ActorChat.Load.Measure;
using SQLitePCL;

namespace ActorChat.Load.Bare;

/// <summary>
/// The limit of the journal on SQLite: a loop on one thread that commits the same rows in the same mode (write-ahead log,
/// synchronous=FULL), with prepared statements and nothing around them.
/// </summary>
static class BareSqlite
{
    // The modes are those of the node's store, SqliteOptions.CheckpointPages among them: keep them the same.
    const string Modes = "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 16000;";

    /// <summary>Commits so many events of so many entities at a time, for so long; as fast as it can, or so many times a second.</summary>
    public static BareCommits Run(
        string folder, Func<sqlite3, int, IBareLayout> layOut, BareBatch batch, int textBytes, TimeSpan duration,
            double perSecond = double.PositiveInfinity)
    {
        Batteries_V2.Init();
        var file = Path.Combine(folder, $"bare-{Guid.NewGuid():N}.db");
        Check(raw.sqlite3_open(file, out var db), db);
        try
        {
            Check(raw.sqlite3_exec(db, Modes), db);
            using var layout = layOut(db, textBytes);
            return Loop(db, layout, batch, duration, perSecond);
        }
        finally
        {
            raw.sqlite3_close(db);
            foreach (var ending in (string[])["", "-wal", "-shm"]) File.Delete(file + ending);
        }
    }

    static BareCommits Loop(sqlite3 db, IBareLayout layout, BareBatch batch, TimeSpan duration, double perSecond)
    {
        using var begin = Prepare(db, "begin immediate");
        using var commit = Prepare(db, "commit");
        var seqs = new long[BareRows.Entities];
        long entity = 0, events = 0, commits = 0;
        var took = new Histogram();
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < duration; commits++)
        {
            if (TimeSpan.FromSeconds(commits / perSecond) - watch.Elapsed is { Ticks: > 0 } early) Thread.Sleep(early);
            var since = Stopwatch.GetTimestamp();
            Step(db, begin);
            for (var i = 0; i < batch.Entities; i++, entity++)
            {
                var count = (batch.Events * (i + 1) / batch.Entities) - (batch.Events * i / batch.Entities);
                layout.Write((int)(entity % seqs.Length), seqs[entity % seqs.Length], count);
                seqs[entity % seqs.Length] += count;
                events += count;
            }
            Step(db, commit);
            took.Add((long)Stopwatch.GetElapsedTime(since).TotalNanoseconds);
        }
        var seconds = watch.Elapsed.TotalSeconds;
        return new(batch.Events, events / seconds, commits / seconds, took.Summarise());
    }

    public static sqlite3_stmt Prepare(sqlite3 db, string sql)
    {
        Check(raw.sqlite3_prepare_v2(db, sql, out var statement), db);
        return statement;
    }

    public static void Step(sqlite3 db, sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE) Check(raw.sqlite3_errcode(db), db);
        raw.sqlite3_reset(statement);
    }

    public static void Check(int result, sqlite3 db)
    {
        if (result != raw.SQLITE_OK) throw new IOException($"SQLite: {raw.sqlite3_errmsg(db).utf8_to_string()}");
    }
}
