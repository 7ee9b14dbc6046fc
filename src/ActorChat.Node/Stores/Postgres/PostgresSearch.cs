namespace ActorChat.Node.Stores.Postgres;

/// <summary>The index of words. A word is a lexeme as it is: what words are has been settled before they come here.</summary>
static class PostgresSearch
{
    public static async Task<IReadOnlyDictionary<EntityId, SearchMark>> Marks(
        Database database, IReadOnlyList<EntityId> entities, CancellationToken cancel)
    {
        var rows = await database.Rows(
            new Sql(
                "select entity, seq, purges from search_mark where entity = any(@entities)",
                P.Of("entities", entities.Select(entity => entity.ToString()).ToArray())),
            row => (Entity: EntityId.Parse(row.GetString(0)), Mark: new SearchMark(row.GetInt64(1), row.GetInt64(2))),
            cancel);
        return rows.ToDictionary(row => row.Entity, row => row.Mark);
    }

    public static async Task<SearchMark> Open(Database database, EntityId entity, CancellationToken cancel)
    {
        await database.Run(
            new Sql("insert into search_mark (entity, seq, purges) values (@entity, 0, 0) on conflict (entity) do nothing",
                P.Of("entity", entity.ToString())), cancel);
        return (await Marks(database, [entity], cancel))[entity];
    }

    // Who comes second waits for the mark's row, and then finds it moved or purged: nothing of this statement is done.
    public static async Task<bool> Index(Database database, SearchPage page, CancellationToken cancel)
    {
        var put = page.Texts.Where(text => text.Words.Count > 0).ToList();
        var moved = await database.Rows(
            new Sql(
                """
                with moved as (
                    update search_mark set seq = @upTo where entity = @entity and seq = @from and purges = @purges returning entity
                ),
                gone as (
                    delete from search_text using moved where search_text.entity = moved.entity and search_text.seq = any(@gone)
                ),
                put as (
                    insert into search_text (entity, seq, about, at, words)
                    select moved.entity, text.seq, text.about, text.at, array_to_tsvector(string_to_array(text.words, ' '))
                    from moved cross join unnest(@seqs, @abouts, @ats, @words) as text(seq, about, at, words)
                    on conflict (entity, seq) do update set about = excluded.about, at = excluded.at, words = excluded.words
                )
                select count(*)::int from moved
                """,
                P.Of("entity", page.Entity.ToString()), P.Of("upTo", page.UpTo), P.Of("from", page.From.Seq),
                    P.Of("purges", page.From.Purges),
                P.Of("gone", page.Texts.Where(text => text.Words.Count == 0).Select(text => text.Seq).ToArray()),
                P.Of("seqs", put.Select(text => text.Seq).ToArray()),
                P.Of("abouts", put.Select(text => text.About).ToArray()),
                P.Of("ats", put.Select(text => text.At.ToUnixTimeMilliseconds()).ToArray()),
                P.Of("words", put.Select(text => string.Join(' ', text.Words.Distinct())).ToArray())),
            row => row.GetInt32(0), cancel);
        return moved is [1];
    }

    public static async Task<IReadOnlyList<SearchHit>> Find(Database database, SearchQuery query, CancellationToken cancel) =>
        await database.Rows(
        new Sql(
            """
            select found.entity, found.seq, found.at, found.id
            from search_text as found
            join unnest(@entities, @sinces) as scope(entity, since) on scope.entity = found.entity and found.seq >= scope.since
            where found.words @@ @words::tsquery and (found.at, found.id) < (@at, @number)
            order by found.at desc, found.id desc
            limit @limit
            """,
            P.Of("entities", query.Scopes.Select(scope => scope.Entity.ToString()).ToArray()),
            P.Of("sinces", query.Scopes.Select(scope => scope.Since).ToArray()),
            P.Of("words", Match(query.Words)),
            P.Of("at", (query.Before?.At ?? DateTimeOffset.MaxValue).ToUnixTimeMilliseconds()),
                P.Of("number", query.Before?.Number ?? long.MaxValue),
            P.Of("limit", query.Limit)),
        row => new SearchHit(
            EntityId.Parse(row.GetString(0)), row.GetInt64(1),
                new SearchPlace(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetInt64(3))),
        cancel);

    // Words hold letters and digits only, so that nothing in them needs escaping.
    static string Match(IReadOnlyList<string> words) => string.Join(" & ", words.Select(word => $"'{word}':*"));
}
