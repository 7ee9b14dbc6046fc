using ActorChat.Node.Feeds;
using ActorChat.Node.Clustering;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Sessions;
using Microsoft.AspNetCore.Http;

namespace ActorChat.Node.Doors.Http;

/// <summary>One HTTP request as its handler sees it. It follows nothing: what a connection would follow, it asks for.</summary>
sealed class HttpCaller(ChatServices chat, HttpContext http, TokenAccepted? login) : ICaller
{
    // As long as a node waits for an entity's answer.
    static readonly TimeSpan LookTimeout = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string? User => login?.Name;

    /// <inheritdoc/>
    public string? LoginId => login?.Session;

    /// <inheritdoc/>
    public string Address => HostPort.Format(http.Connection.RemoteIpAddress, http.Connection.RemotePort);

    /// <inheritdoc/>
    public CancellationToken Ended => http.RequestAborted;

    /// <inheritdoc/>
    public int LoginFailures { get; set; }

    /// <inheritdoc/>
    public Error TurnAway() => throw new NotSupportedException("A single request has no failures before it.");

    /// <inheritdoc/>
    public void LogIn(
        string user, string sessionId, string client, IReadOnlyDictionary<string, long>? cursors = null, string? generation = null)
    {
        // The answer has the token, and the token is the login.
    }

    /// <inheritdoc/>
    public void LogOut()
    {
        // The token is worthless already.
    }

    /// <inheritdoc/>
    public void Follow(EntityId feed)
    {
        // Those of the user's clients that are connected learn it from the user's feed.
    }

    /// <inheritdoc/>
    public async ValueTask<bool> FollowsEnough() =>
        await chat.Ask(Ids.User(User!), new Visit(User!), Repeat.Always) is Visited { State: UserState own }
        && own.Rooms.Count + own.Dialogues.Count + 1 >= chat.Limits.MaxFollows;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SessionInfo>> Sessions() =>
        [.. (await OnlineIn(Ids.User(User!))).Select(SessionLabels.Read).OfType<SessionInfo>()];

    /// <inheritdoc/>
    public async ValueTask<string?> NameOf(EntityId feed) => (await chat.Ask(feed, new Visit(User!), Repeat.Always) as Visited)?.Feed;

    /// <inheritdoc/>
    public bool MaySignal => true;

    /// <inheritdoc/>
    public void SetIdle(bool idle)
    {
        // A single request is not there, and so never away.
    }

    /// <inheritdoc/>
    public async ValueTask<Error?> Silence() =>
        (await chat.Ask(Ids.User(User!), new GetSilence(), Repeat.Always) as ForClient)?.Reply as Error;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> OnlineIn(EntityId feed)
    {
        var look = chat.Actors.Relays.Subscribe(feed, identity: "", label: null, Onlooker.Instance);
        try
        {
            await look.Following.WaitAsync(LookTimeout, chat.Time, Ended);
            return look.Online;
        }
        finally
        {
            look.End();
        }
    }

    /// <summary>Never started, so nothing comes.</summary>
    sealed class Onlooker : IFollower
    {
        public static Onlooker Instance { get; } = new();

        public bool OnEvents(FeedRun published) => true;

        public void OnGap(long after, long upTo)
        {
        }

        public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
        {
        }

        public void OnExpelled()
        {
        }

        public void OnCaughtUp()
        {
        }
    }
}
