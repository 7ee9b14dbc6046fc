using System.Globalization;
using ActorChat.Node.Clustering;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Searching;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Handlers;

/// <summary>
/// Only what the entities let the user read is searched: each is asked, so that whoever was removed a moment ago finds nothing any more.
/// The index is brought up to date first, as far as the limit goes.
/// </summary>
sealed class SearchHandler(ChatServices chat) : UserHandler<Search>
{
    // Entities asked at once, searches of this node at once, and words in one search.
    const int Width = 16, AtOnce = 4, MaxWords = 10;

    readonly Limit atOnce = new(AtOnce);

    readonly record struct Place(EntityId Entity, string Feed, long Since, long Head);

    protected override async Task<object> Handle(ICaller caller, string user, Search request)
    {
        if (request.Limit is < 1 or > ProtocolLimits.MaxFoundMessages)
        {
            return Refusals.BadLimit("limit", 1, ProtocolLimits.MaxFoundMessages);
        }
        if (request.Text.Length > ProtocolLimits.MaxSearchChars) return TooLong;
        string[] words = [.. SearchWords.Asked(request.Text).Take(MaxWords)];
        if (words.Length == 0) return Nothing;
        if (!TryReadPlace(request.Before, out var before)) return BadPlace;
        var (places, fault) = await Places(user, request.Feed);
        if (fault is not null) return fault;
        var (ignored, unknown) = await Ignored(user);
        if (unknown is not null) return unknown;
        await atOnce.Take(caller.Ended);
        try
        {
            var complete = await CatchUp(places, caller.Ended);
            var found = await Find(places, words, before, request.Limit, complete, caller.Ended);
            return found with { Messages = [.. found.Messages.Where(message => !ignored.Contains(Names.Fold(message.By)))] };
        }
        finally
        {
            atOnce.Release();
        }
    }

    async Task<(IReadOnlyList<Place> Places, Reply? Fault)> Places(string user, string? named)
    {
        if (named is not null)
        {
            if (FeedNames.Parse(named) is not { } feed || feed.Kind == Ids.UserKind) return ([], Refusals.UnknownFeed(named));
            var answer = await chat.Ask(feed, new Visit(user), Repeat.Always);
            return answer is Visited visited ? ([PlaceOf(feed, visited)], null) : ([], ((ForClient)answer).Reply);
        }
        var own = await chat.Ask(Ids.User(user), new Visit(user), Repeat.Always);
        if (own is not Visited { State: UserState state }) return ([], ((ForClient)own).Reply);
        var places = new List<Place>();
        foreach (var some in state.Rooms.Select(Ids.Room).Concat(state.Dialogues.Select(other => Ids.Dialogue(user, other))).Chunk(Width))
        {
            var answers = await Task.WhenAll(
                some.Select(async feed => (Feed: feed, Answer: await chat.Ask(feed, new Visit(user), Repeat.Always))));
            places.AddRange(answers.Where(one => one.Answer is Visited).Select(one => PlaceOf(one.Feed, (Visited)one.Answer)));
        }
        return (places, null);
    }

    // What the user does not want to see is not found either.
    async Task<(HashSet<string> Ignored, Reply? Fault)> Ignored(string user) =>
        await chat.Act(Ids.User(user), user, new GetSettings(), Repeat.Always) switch
    {
        SettingList settings => ([.. (settings.Ignored ?? []).Select(Names.Fold)], null),
        var fault => ([], fault),
    };

    static Place PlaceOf(EntityId feed, Visited visited) => new(feed, visited.Feed, visited.Since, visited.State switch
    {
        RoomState room => room.Seq,
        DialogueState dialogue => dialogue.Seq,
        _ => 0,
    });

    async Task<bool> CatchUp(IReadOnlyList<Place> places, CancellationToken cancel)
    {
        var marks = await chat.Store.ReadSearchMarks([.. places.Select(place => place.Entity)], cancel);
        var index = new SearchIndex(chat.Store);
        var (budget, complete) = (chat.Limits.MaxIndexedEvents, true);
        foreach (var place in places)
        {
            SearchMark? mark = marks.TryGetValue(place.Entity, out var known) ? known : null;
            if (mark?.Seq >= place.Head) continue;
            var (looked, all) = await index.CatchUp(place.Entity, mark, place.Head, budget, cancel);
            budget -= looked;
            complete &= all;
        }
        return complete;
    }

    async Task<FoundList> Find(
        IReadOnlyList<Place> places, string[] words, SearchPlace? before, int limit, bool complete, CancellationToken cancel)
    {
        var query = new SearchQuery([.. places.Select(place => new SearchScope(place.Entity, place.Since))], words, before, limit + 1);
        var hits = await chat.Store.FindWords(query, cancel);
        var names = places.ToDictionary(place => place.Entity, place => place.Feed);
        var found = await Task.WhenAll(hits.Take(limit).Select(async hit => await Read(hit, names[hit.Entity], words, cancel)));
        return new FoundList(
            [.. found.OfType<FoundMessage>()], hits.Count > limit ? Written(hits[limit - 1].Place) : null, Partial: !complete);
    }

    // As it is now: it may have been deleted since the index was asked.
    async Task<FoundMessage?> Read(SearchHit hit, string feed, string[] words, CancellationToken cancel) =>
        await chat.Store.ReadForward(hit.Entity, hit.Seq - 1, 1, cancel) is [var stored] && stored.Seq == hit.Seq
            && Said.Of(stored) is { } said
            ? new FoundMessage(feed, hit.Seq, stored.At, said.By, Snippet.Of(said.Searched, words))
            : null;

    static string Written(SearchPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.At.ToUnixTimeMilliseconds()}.{place.Number}");

    static bool TryReadPlace(string? text, out SearchPlace? place)
    {
        place = null;
        if (text is null) return true;
        if (text.Split('.') is not [var at, var number]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                || time > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }
        place = new SearchPlace(DateTimeOffset.FromUnixTimeMilliseconds(time), count);
        return true;
    }

    static Error Nothing { get; } = new(
        ErrorCodes.BadField, "there is no word in this: give letters or digits to search for, /search <text> [room].");

    static Error TooLong { get; } = new(
        ErrorCodes.TextTooLong, $"a search has at most {ProtocolLimits.MaxSearchChars} characters: a few words are enough.");

    static Error BadPlace { get; } = new(ErrorCodes.BadField, "before is what an earlier answer gave as next: send it as it came.");
}
