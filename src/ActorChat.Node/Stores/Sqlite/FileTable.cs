using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The bytes of files.</summary>
sealed class FileTable(SqliteConnection connection) : IDisposable
{
    readonly Statement put = new(connection,
        """
        insert into file_chunk (file, place, data) values ($file, $place, $data)
        on conflict (file, place) do update set data = excluded.data
        """);

    readonly Statement get = new(connection,
        """
        select data from file_chunk where file = $file and place = $place
        """);

    // Without a gap before it, a chunk's index is the number of chunks before it.
    readonly Statement count = new(connection,
        """
        select count(*) from (select place, row_number() over (order by place) - 1 as before from file_chunk where file = $file)
        where place = before
        """);

    readonly Statement drop = new(connection,
        """
        delete from file_chunk where file = $file
        """);

    public void Put(string file, int place, ReadOnlyMemory<byte> data) => put.Run(file, place, data);

    public byte[]? Get(string file, int place) => get.First(row => row.GetBytes(0), file, place);

    public int Count(string file) => (int)(count.Number(file) ?? 0);

    public void Drop(string file) => drop.Run(file);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[put, get, count, drop]) statement.Dispose();
    }
}
