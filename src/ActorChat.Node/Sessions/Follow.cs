using System.Text.Json;
using ActorChat.Node.Feeds;
using ActorChat.Messages;

namespace ActorChat.Node.Sessions;

/// <summary>A session's interest in one feed. The relay calls it under its lock: it only takes note.</summary>
sealed class Follow(Session session, EntityId feed) : IFollower
{
    // The relay tells all its followers of the same coming and going, one after the other: that is written once.
    [ThreadStatic]
    static Told? told;

    // Null once it has ended: most follows are long past that.
    TaskCompletionSource? caughtUp = Completion.Source();

    // Set by the queue, when it refuses.
    bool isPaused, hasMissedLabels;

    bool isAskedAgain;

    sealed record Told(string Name, IReadOnlyList<string> Online, IReadOnlyList<string> Offline, byte[] Frame);

    /// <summary>The entity.</summary>
    public EntityId Feed => feed;

    /// <summary>The feed as the client knows it; set when the entity has let the user in.</summary>
    public string Name { get; set; } = feed.ToString();

    /// <summary>Whether the entity has let the user in.</summary>
    public bool IsIn { get; set; }

    /// <summary>The place in the feed.</summary>
    public Subscription? Subscription { get; set; }

    /// <summary>Whether the subscription waits for room in the session's queue.</summary>
    public bool IsPaused => isPaused;

    /// <summary>Whether it was not told who came and went, as there was no room: it is told who is online when there is.</summary>
    public bool HasMissedLabels => hasMissedLabels;

    /// <summary>
    /// Whether the user has come (again) while this follow went on: if it lagged, the event that ends it may be older than
    /// that, and must not be the last word.
    /// </summary>
    public bool IsAskedAgain => Volatile.Read(ref isAskedAgain);

    /// <summary>The user has come again. What is read after this is read after all have seen it.</summary>
    public void AskAgain() => Interlocked.Exchange(ref isAskedAgain, true);

    /// <summary>Ends when the client has all that was committed when the follow began, or the follow has ended.</summary>
    public Task CaughtUp => Completion.Of(ref caughtUp);

    /// <summary>Goes on after a pause.</summary>
    public void Resume()
    {
        isPaused = false;
        Subscription?.Resume();
    }

    /// <inheritdoc/>
    public bool OnEvents(FeedRun published)
    {
        if (!session.Queue.TryAdd(published.Lines, ref isPaused)) return false;
        if (feed.Kind == Chat.Ids.UserKind)
        {
            foreach (var one in published.All) session.OnOwnEvent(one.Frame);
        }
        return true;
    }

    /// <inheritdoc/>
    public void OnGap(long after, long upTo) => session.Queue.Add(Frames.Notice(new Gap(Name, after, upTo, Gone: true)));

    /// <inheritdoc/>
    public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
        if (ShowsLabels) session.Queue.TryAdd(Tell(online, offline), ref hasMissedLabels);
    }

    /// <inheritdoc/>
    public void OnEveryone(IReadOnlyList<string> online)
    {
        if (!ShowsLabels) return;
        hasMissedLabels = false;
        var people = Labels.Read(online);
        session.Queue.Add(Frames.Notice(new Presence(Name, people.Online, [], All: true, people.AwayOrNull)));
    }

    // The labels of a user's own feed are sessions: who wants to know asks for the list.
    bool ShowsLabels => feed.Kind is not (Chat.Ids.UserKind or Chat.Ids.ModerationKind);

    /// <inheritdoc/>
    public void OnSignal(ReadOnlyMemory<byte> frame) => session.Queue.Offer(frame);

    // A user has several labels while they are here on one client and away on another.
    Presence Changed(IReadOnlyList<string> users)
    {
        bool IsHere(string user) => Subscription!.IsOnline(Labels.Of(user, away: false));
        List<string> away = [.. users.Where(user => !IsHere(user) && Subscription!.IsOnline(Labels.Of(user, away: true)))];
        List<string> online = [.. users.Where(user => IsHere(user) || away.Contains(user))];
        return new(Name, online, [.. users.Except(online)], Away: away.Count > 0 ? away : null);
    }

    /// <inheritdoc/>
    public void OnExpelled()
    {
        session.OnExpelled(this);
        End();
    }

    /// <inheritdoc/>
    public void OnCaughtUp() => End();

    byte[] Tell(IReadOnlyList<string> online, IReadOnlyList<string> offline)
    {
        if (told is { } last && last.Online == online && last.Offline == offline && last.Name == Name) return last.Frame;
        told = new(Name, online, offline, Frames.Notice(Changed([.. online.Concat(offline).Select(Labels.UserOf).Distinct()])));
        return told.Frame;
    }

    /// <summary>Nobody waits for this follow any more.</summary>
    public void End() => Completion.End(ref caughtUp);
}
