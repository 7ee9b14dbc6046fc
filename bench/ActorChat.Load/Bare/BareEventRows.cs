using SQLitePCL;

namespace ActorChat.Load.Bare;

/// <summary>The plain way: a row an event, clustered by entity.</summary>
sealed class BareEventRows : IBareLayout
{
    const string Schema =
        """
        create table event (
            entity text not null, seq integer not null, at integer not null, type text not null,
            about integer, expels text, body blob not null,
            primary key (entity, seq)
        ) strict, without rowid;
        """;

    readonly sqlite3 db;
    readonly sqlite3_stmt insert;
    readonly byte[] body;

    public BareEventRows(sqlite3 db, int textBytes)
    {
        this.db = db;
        body = BareRows.Body(textBytes, 1_000_000);
        BareSqlite.Check(raw.sqlite3_exec(db, Schema), db);
        insert = BareSqlite.Prepare(db, "insert into event (entity, seq, at, type, about, expels, body) values (?, ?, ?, 'posted', null, null, ?)");
    }

    public void Write(int entity, long after, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            raw.sqlite3_bind_text(insert, 1, BareRows.Names[entity]);
            raw.sqlite3_bind_int64(insert, 2, after + i);
            raw.sqlite3_bind_int64(insert, 3, 1_790_000_000_000 + after);
            raw.sqlite3_bind_blob(insert, 4, body);
            BareSqlite.Step(db, insert);
        }
    }

    public void Dispose() => insert.Dispose();
}
