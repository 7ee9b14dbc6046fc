using System.Collections.Concurrent;
using ActorChat.Node.Feeds;
using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;

namespace ActorChat.Node.Sessions;

/// <summary>
/// The feeds of one logged-in client. *Subscribe first, then fetch*: the node follows the feed before the entity is asked to
/// let the user in and to show its state, so that no event falls between the two.
/// </summary>
sealed class Follows(
    Session session, ChatServices services, string user, string sessionLabel, Guard guard, IReadOnlyDictionary<string, long> cursors,
    GenerationCheck generation)
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    // Most users are in a few rooms, and nobody else looks: small to begin with, as every session has one.
    readonly ConcurrentDictionary<EntityId, Follow> follows = new(concurrencyLevel: 1, capacity: 3);

    // What a resuming client has: used up by whoever begins to follow first, be it the list of rooms or an event that was missed.
    readonly ConcurrentDictionary<EntityId, Had> had = Known(cursors);
    volatile bool ended, isAway;

    readonly record struct Had(long Cursor, string Name);

    /// <summary>Feeds of which the client has a cursor that is not used yet.</summary>
    public IReadOnlyCollection<EntityId> Unused => [.. had.Keys];

    /// <summary>Feeds followed.</summary>
    public int Count => follows.Count;

    /// <summary>The follow of a feed, if there is one.</summary>
    public Follow? Find(EntityId feed) => follows.GetValueOrDefault(feed);

    /// <summary>Begins to follow, unless the client does already; ends when the client has caught up, or was refused (null).</summary>
    /// <param name="feed">A user, room or dialogue.</param>
    /// <param name="isKnownToHaveEnded">The client has been told that it is off the feed: a refusal is no news.</param>
    public async Task<Notice?> Begin(EntityId feed, bool isKnownToHaveEnded = false)
    {
        var follow = new Follow(session, feed);
        if (ended) return null;
        if (follows.GetOrAdd(feed, follow) is var first && first != follow)
        {
            first.AskAgain();
            // Who was ending it at this moment may not have seen that any more.
            if (Find(feed) != first) return await Begin(feed);
            await first.CaughtUp;
            return null;
        }
        Had? before = had.TryRemove(feed, out var known) ? known : null;
        var subscription = follow.Subscription = Subscribe(follow);
        if (feed.Kind == Ids.UserKind) guard.Subscription = subscription.Beside(guard);
        await subscription.Following;
        var visited = await Visit(feed, before?.Cursor ?? 0);
        // Asked once it is known how far the feed goes: whatever has the cursor's number is there by now.
        var isAnothers = visited is not null && before is { } has && await generation.IsAnothers(feed, has.Cursor, session.Ended);
        if (visited is null || ended)
        {
            End(follow);
            if (feed.Kind == Ids.UserKind) guard.End();
            if (!ended && !isKnownToHaveEnded) session.Queue.Add(Frames.Notice(new Unfollowed(before?.Name ?? feed.ToString())));
            // The no may be older than that.
            return follow.IsAskedAgain ? await Begin(feed, isKnownToHaveEnded: true) : null;
        }
        (follow.Name, follow.IsIn) = (visited.Feed, true);
        // It may have changed since it was subscribed.
        subscription.Relabel(LabelIn(feed));
        if (visited.State is UserState own)
        {
            guard.Begin(own, visited.Feed);
            visited = visited with { State = await services.WithLivingCalls(own, session.Ended) };
        }
        var online = subscription.Online;
        subscription.Start(visited.Feed, ShowState(visited, online, before?.Cursor, isAnothers), HeadOf(visited.State));
        // Who came or went since is news that nobody told.
        subscription.TellOnline(unless: online);
        await follow.CaughtUp;
        return visited.State;
    }

    /// <summary>The user is away on this client, or is not any more: so it stands everywhere.</summary>
    public void SetAway(bool away)
    {
        if (isAway == away) return;
        isAway = away;
        foreach (var follow in follows.Values)
        {
            if (follow.Feed.Kind != Ids.UserKind) follow.Subscription?.Relabel(LabelIn(follow.Feed));
        }
    }

    /// <summary>Ends a follow, if there is one.</summary>
    public void End(EntityId feed)
    {
        if (follows.TryGetValue(feed, out var follow)) End(follow);
    }

    /// <summary>The relay has ended it.</summary>
    public bool Remove(Follow follow) => follows.TryRemove(new(follow.Feed, follow));

    /// <summary>Ends all.</summary>
    public void EndAll()
    {
        ended = true;
        guard.End();
        foreach (var follow in follows.Values) End(follow);
    }

    /// <summary>Goes on with all that paused, from the store: the client gets everything, as fast as it takes it.</summary>
    public void ResumePaused()
    {
        foreach (var follow in follows.Values.Where(follow => follow.HasMissedLabels && !follow.IsPaused))
        {
            follow.Subscription!.TellOnline();
        }
        var paused = follows.Values.Where(follow => follow.IsPaused).ToList();
        if (paused.Count == 0) return;
        session.Queue.Add(Frames.Notice(new Lagging(paused.ToDictionary(follow => follow.Name, follow => follow.Subscription!.Cursor))));
        foreach (var follow in paused)
        {
            follow.Resume();
            follow.Subscription!.TellOnline();
        }
    }

    // A room is followed by the node; its own user's actor knows each session.
    Subscription Subscribe(Follow follow)
    {
        var relays = services.Actors.Relays;
        var (identity, label) = (Names.Fold(user), LabelIn(follow.Feed));
        return follow.Feed.Kind == Ids.UserKind
            ? relays.SubscribeSession(follow.Feed, identity, label, follow)
            : relays.Subscribe(follow.Feed, identity, label, follow);
    }

    // Only the entity itself can say no: while the cluster can't reach it, the question stays open.
    async Task<Visited?> Visit(EntityId feed, long known)
    {
        while (true)
        {
            var answer = await services.Ask(feed, new Visit(user, known), Repeat.Always);
            if (ended || answer is not ForClient { Reply: Error { Code: var code } } || !ErrorCodes.IsTransient(code))
            {
                return answer as Visited;
            }
            await Task.Delay(RetryAfter, services.Time);
        }
    }

    // Where the events begin that the client is sent.
    long ShowState(Visited visited, IReadOnlyList<string> online, long? cursor, bool isAnothers)
    {
        var head = HeadOf(visited.State);
        var people = Labels.Read(online);
        if (!isAnothers && cursor is { } after && after <= head && head - after <= services.Limits.MaxCatchUp && after >= visited.Since - 1)
        {
            if (visited.State is RoomState or DialogueState)
            {
                session.Queue.Add(Frames.Notice(new Presence(visited.Feed, people.Online, [], All: true, people.AwayOrNull)));
            }
            return after;
        }
        if (cursor is { } had && (isAnothers || had > head)) session.Queue.Add(Frames.Notice(new SetBack(visited.Feed, head, had)));
        else if (cursor is { } missed && missed < head) session.Queue.Add(Frames.Notice(new Gap(visited.Feed, missed, head)));
        session.Queue.Add(Frames.Notice(visited.State switch
        {
            RoomState room => room with { Online = people.Online, Away = people.AwayOrNull },
            DialogueState dialogue => dialogue with { Online = people.Online, Away = people.AwayOrNull },
            var other => other,
        }));
        return head;
    }

    string LabelIn(EntityId feed) => feed.Kind == Ids.UserKind ? sessionLabel : Labels.Of(user, isAway);

    // Nothing is ever put into it, so those who have nothing share it.
    static readonly ConcurrentDictionary<EntityId, Had> NothingKnown = new();

    static ConcurrentDictionary<EntityId, Had> Known(IReadOnlyDictionary<string, long> cursors)
    {
        if (cursors.Count == 0) return NothingKnown;
        var known = new ConcurrentDictionary<EntityId, Had>(concurrencyLevel: 1, cursors.Count);
        foreach (var (name, cursor) in cursors)
        {
            if (FeedNames.Parse(name) is { } feed) known[feed] = new(cursor, name);
        }
        return known;
    }

    /// <summary>The cursor that a state stands for.</summary>
    public static long HeadOf(Notice state) => state switch
    {
        UserState user => user.Seq,
        RoomState room => room.Seq,
        DialogueState dialogue => dialogue.Seq,
        ModerationState moderation => moderation.Seq,
        _ => 0,
    };

    void End(Follow follow)
    {
        Remove(follow);
        follow.Subscription?.End();
        follow.End();
    }
}
