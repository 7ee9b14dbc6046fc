namespace ActorChat.Node.Stores.Memory;

/// <summary>The index of words, as the databases keep it.</summary>
sealed class MemorySearch
{
    readonly Dictionary<EntityId, EntityWords> entities = [];
    long lastNumber;

    sealed class EntityWords
    {
        public SearchMark Mark { get; set; }
        public Dictionary<long, (SearchText Text, long Number)> Texts { get; } = [];
    }

    public IReadOnlyDictionary<EntityId, SearchMark> Marks(IReadOnlyList<EntityId> asked) =>
        asked.Distinct().Where(entities.ContainsKey).ToDictionary(entity => entity, entity => entities[entity].Mark);

    public SearchMark Open(EntityId entity)
    {
        if (!entities.TryGetValue(entity, out var words)) entities[entity] = words = new EntityWords();
        return words.Mark;
    }

    public bool Index(SearchPage page)
    {
        if (!entities.TryGetValue(page.Entity, out var words) || words.Mark != page.From) return false;
        words.Mark = page.From with { Seq = page.UpTo };
        foreach (var text in page.Texts)
        {
            words.Texts.Remove(text.Seq);
            if (text.Words.Count > 0) words.Texts[text.Seq] = (text with { At = MemoryStore.Whole(text.At) }, ++lastNumber);
        }
        return true;
    }

    public void Purge(EntityId entity, long from, long to)
    {
        if (!entities.TryGetValue(entity, out var words)) return;
        words.Mark = words.Mark with { Purges = words.Mark.Purges + 1 };
        foreach (var (text, _) in words.Texts.Values.ToList())
        {
            if ((text.Seq >= from && text.Seq < to) || (text.About >= from && text.About < to)) words.Texts.Remove(text.Seq);
        }
    }

    public void Forget(EntityId entity, long seq)
    {
        if (!entities.TryGetValue(entity, out var words)) return;
        words.Mark = words.Mark with { Purges = words.Mark.Purges + 1 };
        words.Texts.Remove(seq);
    }

    public IReadOnlyList<SearchHit> Find(SearchQuery query) =>
    [
        .. query.Scopes.Where(scope => entities.ContainsKey(scope.Entity))
            .SelectMany(
                scope => entities[scope.Entity].Texts.Values.Where(found => found.Text.Seq >= scope.Since && Has(found.Text, query.Words))
                .Select(found => new SearchHit(scope.Entity, found.Text.Seq, new SearchPlace(found.Text.At, found.Number))))
            .Where(hit => query.Before is not { } before || (hit.Place.At, hit.Place.Number).CompareTo((before.At, before.Number)) < 0)
            .OrderByDescending(hit => hit.Place.At).ThenByDescending(hit => hit.Place.Number)
            .Take(query.Limit),
    ];

    static bool Has(SearchText text, IReadOnlyList<string> words) =>
        words.All(beginning => text.Words.Any(word => word.StartsWith(beginning, StringComparison.Ordinal)));
}
