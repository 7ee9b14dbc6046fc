namespace ActorChat.Node.Stores;

/// <summary>
/// An index of words over events. It is no part of commits: whoever searches brings it up to date first, entity by entity, from
/// <see cref="SearchMark"/> on. What commits do is take out of it, in the same transaction, what they purge.
/// </summary>
public interface ISearchStore
{
    /// <summary>How far these entities are indexed; those that never were are not among them.</summary>
    Task<IReadOnlyDictionary<EntityId, SearchMark>> ReadSearchMarks(IReadOnlyList<EntityId> entities, CancellationToken cancel);

    /// <summary>How far an entity is indexed; begins its index when there is none.</summary>
    Task<SearchMark> OpenSearch(EntityId entity, CancellationToken cancel);

    /// <summary>
    /// Puts what was read of an entity into the index, and moves its mark. False, and nothing is done, when the mark is not the one that
    /// was read before the events were: somebody else indexed them, or purged some meanwhile. Read anew then.
    /// </summary>
    Task<bool> Index(SearchPage page, CancellationToken cancel);

    /// <summary>
    /// The newest events that have words beginning with all of these, the newest first, at most <see cref="SearchQuery.Limit"/>.
    /// </summary>
    Task<IReadOnlyList<SearchHit>> FindWords(SearchQuery query, CancellationToken cancel);
}

/// <summary>How far an entity is indexed.</summary>
/// <param name="Seq">Up to and with this event.</param>
/// <param name="Purges">How often something was taken away since the index began.</param>
public readonly record struct SearchMark(long Seq, long Purges);

/// <summary>What is to go into an entity's index.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="From">The mark as it was before the events were read.</param>
/// <param name="UpTo">The last event that was read.</param>
/// <param name="Texts">In place of what the index has of these events.</param>
public sealed record SearchPage(EntityId Entity, SearchMark From, long UpTo, IReadOnlyList<SearchText> Texts);

/// <summary>One event's words.</summary>
/// <param name="Seq">The event.</param>
/// <param name="About">The event that it is about: it leaves the index with that one.</param>
/// <param name="At">When it was.</param>
/// <param name="Words">Letters and digits only, in the form in which they are looked for; none takes the event out.</param>
public sealed record SearchText(long Seq, long? About, DateTimeOffset At, IReadOnlyList<string> Words);

/// <summary>What is looked for.</summary>
/// <param name="Scopes">Where.</param>
/// <param name="Words">Beginnings of words; at least one.</param>
/// <param name="Before">Only what stands behind this hit; null from the newest on.</param>
/// <param name="Limit">Most hits.</param>
public sealed record SearchQuery(IReadOnlyList<SearchScope> Scopes, IReadOnlyList<string> Words, SearchPlace? Before, int Limit);

/// <summary>An entity to search, from an event on.</summary>
public readonly record struct SearchScope(EntityId Entity, long Since);

/// <summary>An event that was found.</summary>
public sealed record SearchHit(EntityId Entity, long Seq, SearchPlace Place);

/// <summary>Where a hit stands in the order of all hits: by time, then by the number that the index gave it.</summary>
public readonly record struct SearchPlace(DateTimeOffset At, long Number);
