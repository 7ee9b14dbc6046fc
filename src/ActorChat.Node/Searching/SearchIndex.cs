using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Node.Searching;

/// <summary>
/// Brings the index of words up to date, when somebody searches and for what they search: posting pays nothing for it. An event that is
/// about a message may have changed it, so the message is read again, as it is now.
/// </summary>
public sealed class SearchIndex(IStore store)
{
    /// <summary>Events read and indexed at once.</summary>
    public const int PageEvents = 500;

    static readonly string EditedType = ChatEvents.TypeOf<Edited>();

    // Of an index that others work at too: each try loses against somebody's progress, so this many in a row are rare.
    const int MaxTries = 8;

    /// <summary>Indexes what is not indexed yet.</summary>
    /// <param name="entity">A room or dialogue.</param>
    /// <param name="mark">How far it was indexed a moment ago; null for not at all.</param>
    /// <param name="head">How far its events go.</param>
    /// <param name="budget">Most events to look at.</param>
    /// <returns>How many were looked at, and whether that was all.</returns>
    public async Task<(int Events, bool Complete)> CatchUp(
        EntityId entity, SearchMark? mark, long head, int budget, CancellationToken cancel)
    {
        var at = mark ?? await store.OpenSearch(entity, cancel);
        var looked = 0;
        for (var tries = 0; at.Seq < head && looked < budget && tries < MaxTries;)
        {
            var events = await store.ReadForward(entity, at.Seq, Math.Min(PageEvents, budget - looked), cancel);
            if (events.Count == 0) return (looked, true);
            var page = new SearchPage(entity, at, events[^1].Seq, await Texts(entity, events, cancel));
            if (await store.Index(page, cancel))
            {
                at = at with { Seq = page.UpTo };
                looked += events.Count;
                tries = 0;
            }
            else
            {
                at = await store.OpenSearch(entity, cancel);
                tries++;
            }
        }
        return (looked, at.Seq >= head);
    }

    async Task<IReadOnlyList<SearchText>> Texts(EntityId entity, IReadOnlyList<StoredEvent> events, CancellationToken cancel)
    {
        var texts = events.Select(TextOf).OfType<SearchText>().ToDictionary(text => text.Seq);
        foreach (var changed in events.SelectMany(Changed).Distinct().Where(seq => !texts.ContainsKey(seq)))
        {
            if (await store.ReadForward(entity, changed - 1, 1, cancel) is [var message] && message.Seq == changed
                && TextOf(message) is { } text)
            {
                texts[changed] = text;
            }
        }
        return [.. texts.Values];
    }

    // An edit of a comment is about the message that the comment hangs under.
    static IEnumerable<long> Changed(StoredEvent told)
    {
        if (told.About is { } about) yield return about;
        if (told.Type == EditedType && ChatEvents.Read(told.Body.Span) is Edited edited) yield return edited.Message;
    }

    static SearchText? TextOf(StoredEvent stored) => Said.Of(stored) is { } said
        ? new SearchText(stored.Seq, stored.About, stored.At, [.. SearchWords.Of(said.Searched).Select(word => word.Word).Distinct()])
        : null;
}
