using SQLitePCL;

namespace ActorChat.Load.Bare;

/// <summary>The node's way: some events in a row that fills a page, which is replaced by itself with more in it. What stands in a row is remembered, not read.</summary>
sealed class BarePieces : IBareLayout
{
    const string Schema =
        """
        create table piece (id integer primary key, body blob not null) strict;
        create table journal (entity text not null, first integer not null, piece integer not null, primary key (entity, first)) strict, without rowid;
        """;

    // A piece, and what an event has beside its body: keep them the same as the node's.
    const int PieceBytes = 4000, RecordBytes = 21;

    readonly sqlite3 db;
    readonly sqlite3_stmt insert, enter, update;
    readonly (byte[] Bytes, int Used, long Row)[] ends = new (byte[], int, long)[BareRows.Entities];
    readonly byte[] body;

    public BarePieces(sqlite3 db, int textBytes)
    {
        this.db = db;
        body = BareRows.Body(textBytes, 1_000_000);
        BareSqlite.Check(raw.sqlite3_exec(db, Schema), db);
        insert = BareSqlite.Prepare(db, "insert into piece (body) values (?)");
        enter = BareSqlite.Prepare(db, "insert into journal (entity, first, piece) values (?, ?, ?)");
        update = BareSqlite.Prepare(db, "update piece set body = ? where id = ?");
    }

    public void Write(int entity, long after, int count)
    {
        ref var end = ref ends[entity];
        for (var i = 1; i <= count; i++)
        {
            if (end.Bytes is null || end.Used + RecordBytes + body.Length > PieceBytes)
            {
                if (end.Bytes is not null) Update(end.Bytes, end.Row);
                end = (new byte[PieceBytes], 0, Insert(entity, after + i));
            }
            body.CopyTo(end.Bytes, end.Used + RecordBytes);
            end.Used += RecordBytes + body.Length;
        }
        Update(end.Bytes, end.Row);
    }

    public void Dispose()
    {
        foreach (var statement in (sqlite3_stmt[])[insert, enter, update]) statement.Dispose();
    }

    long Insert(int entity, long first)
    {
        raw.sqlite3_bind_zeroblob(insert, 1, PieceBytes);
        BareSqlite.Step(db, insert);
        var row = raw.sqlite3_last_insert_rowid(db);
        raw.sqlite3_bind_text(enter, 1, BareRows.Names[entity]);
        raw.sqlite3_bind_int64(enter, 2, first);
        raw.sqlite3_bind_int64(enter, 3, row);
        BareSqlite.Step(db, enter);
        return row;
    }

    void Update(byte[] bytes, long row)
    {
        raw.sqlite3_bind_blob(update, 1, bytes);
        raw.sqlite3_bind_int64(update, 2, row);
        BareSqlite.Step(db, update);
    }
}
