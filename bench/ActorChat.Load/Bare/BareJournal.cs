using SQLitePCL;

namespace ActorChat.Load.Bare;

/// <summary>The node's way: a row an event in Akka.Persistence.Sql's table.</summary>
sealed class BareJournal : IBareLayout
{
    // As the node's store makes it.
    const string Schema =
        """
        create table journal (
            ordering integer not null primary key autoincrement, created integer not null, deleted bit not null,
            persistence_id nvarchar(255) not null, sequence_number integer not null, message varbinary not null,
            tags nvarchar(100), manifest nvarchar(500), identifier integer, writer_uuid nvarchar(128)
        );
        create unique index journal_uq on journal (persistence_id, sequence_number);
        """;

    const string Insert =
        """
        insert into journal (created, deleted, persistence_id, sequence_number, message, tags, manifest, identifier, writer_uuid)
        values (?, 0, ?, ?, ?, '', 'posted', 7301, 'actorchat')
        """;

    readonly sqlite3 db;
    readonly sqlite3_stmt insert;
    readonly byte[] message;

    public BareJournal(sqlite3 db, int textBytes)
    {
        this.db = db;
        message = BareRows.Message(textBytes, 1_000_000);
        BareSqlite.Check(raw.sqlite3_exec(db, Schema), db);
        insert = BareSqlite.Prepare(db, Insert);
    }

    public void Write(int entity, long after, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            raw.sqlite3_bind_int64(insert, 1, BareRows.Created + after);
            raw.sqlite3_bind_text(insert, 2, BareRows.Names[entity]);
            raw.sqlite3_bind_int64(insert, 3, after + i);
            raw.sqlite3_bind_blob(insert, 4, message);
            BareSqlite.Step(db, insert);
        }
    }

    public void Dispose() => insert.Dispose();
}
