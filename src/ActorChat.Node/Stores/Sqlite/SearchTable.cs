using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>The index of words: which event has which, and how far each entity is indexed. FTS5 keeps the words themselves.</summary>
sealed class SearchTable(SqliteConnection connection) : IDisposable
{
    readonly Statement marks = new(connection,
        """
        select entity, seq, purges from search_mark where entity in (select value from json_each($entities))
        """);

    readonly Statement open = new(connection,
        """
        insert into search_mark (entity, seq, purges) values ($entity, 0, 0) on conflict (entity) do nothing
        """);

    readonly Statement move = new(connection,
        """
        update search_mark set seq = $upTo where entity = $entity and seq = $from and purges = $purges
        """);

    readonly Statement count = new(connection,
        """
        update search_mark set purges = purges + 1 where entity = $entity
        """);

    // The index must be told what it had, to take it out for good.
    readonly Statement unindex = new(connection,
        """
        insert into search_index (search_index, rowid, words)
        select 'delete', id, words from search_text
            where entity = $entity and (seq >= $from and seq < $to or about >= $from and about < $to)
        """);

    readonly Statement delete = new(connection,
        """
        delete from search_text where entity = $entity and (seq >= $from and seq < $to or about >= $from and about < $to)
        """);

    readonly Statement unindexOne = new(connection,
        """
        insert into search_index (search_index, rowid, words)
            select 'delete', id, words from search_text where entity = $entity and seq = $seq
        """);

    readonly Statement deleteOne = new(connection,
        """
        delete from search_text where entity = $entity and seq = $seq
        """);

    readonly Statement insert = new(connection,
        """
        insert into search_text (entity, seq, about, at, words) values ($entity, $seq, $about, $at, $words)
        """);

    readonly Statement index = new(connection,
        """
        insert into search_index (rowid, words) select id, words from search_text where entity = $entity and seq = $seq
        """);

    readonly Statement find = new(connection,
        """
        select found.entity, found.seq, found.at, found.id
        from search_index
        join search_text as found on found.id = search_index.rowid
        join json_each($scopes) as scope on scope.value ->> 0 = found.entity and found.seq >= scope.value ->> 1
        where search_index match $words and (found.at, found.id) < ($at, $number)
        order by found.at desc, found.id desc
        limit $limit
        """);

    public IReadOnlyDictionary<EntityId, SearchMark> Marks(IReadOnlyList<EntityId> entities) => marks
        .Rows(row => (Entity: EntityId.Parse(row.GetString(0)), Mark: new SearchMark(row.GetInt64(1), row.GetInt64(2))), Json(entities))
        .ToDictionary(row => row.Entity, row => row.Mark);

    public SearchMark Open(EntityId entity)
    {
        open.Run(entity);
        return Marks([entity])[entity];
    }

    public bool Index(SearchPage page)
    {
        if (move.Run(page.UpTo, page.Entity, page.From.Seq, page.From.Purges) == 0) return false;
        foreach (var text in page.Texts)
        {
            DeleteOne(page.Entity, text.Seq);
            if (text.Words.Count == 0) continue;
            insert.Run(page.Entity, text.Seq, text.About, text.At, string.Join(' ', text.Words));
            index.Run(page.Entity, text.Seq);
        }
        return true;
    }

    /// <summary>
    /// Takes these events, and those about them, out of the index, if the entity has one; what is being indexed is read anew.
    /// </summary>
    public void Purge(EntityId entity, long from, long to)
    {
        if (count.Run(entity) > 0) Delete(entity, from, to);
    }

    /// <summary>Takes one event out of the index, if the entity has one: it says something else now.</summary>
    public void Forget(EntityId entity, long seq)
    {
        if (count.Run(entity) > 0) DeleteOne(entity, seq);
    }

    public IReadOnlyList<SearchHit> Find(SearchQuery query) => find.Rows(
        row => new SearchHit(
            EntityId.Parse(row.GetString(0)), row.GetInt64(1),
                new SearchPlace(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt64(3))),
        Json(query.Scopes), Match(query.Words), (query.Before?.At ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds(),
            query.Before?.Number ?? long.MaxValue, query.Limit);

    public void Dispose()
    {
        foreach (var statement in (Statement[])[marks, open, move, count, unindex, delete, unindexOne, deleteOne, insert, index, find])
        {
            statement.Dispose();
        }
    }

    void Delete(EntityId entity, long from, long to)
    {
        unindex.Run(entity, from, to);
        delete.Run(entity, from, to);
    }

    void DeleteOne(EntityId entity, long seq)
    {
        unindexOne.Run(entity, seq);
        deleteOne.Run(entity, seq);
    }

    // Words hold letters and digits only, so that nothing in them needs escaping.
    static string Match(IReadOnlyList<string> words) => string.Join(' ', words.Select(word => $"\"{word}\"*"));

    static string Json(IReadOnlyList<EntityId> entities) => JsonSerializer.Serialize(entities.Select(entity => entity.ToString()));

    static string Json(IReadOnlyList<SearchScope> scopes) => $"[{string.Join(',', scopes.Select(scope =>
        string.Create(CultureInfo.InvariantCulture, $"[{JsonSerializer.Serialize(scope.Entity.ToString())},{scope.Since}]")))}]";
}
