using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using Microsoft.Extensions.Logging;

namespace ActorChat.Node.Sessions;

/// <summary>Answers one type of request. Its class stands in a file of its own.</summary>
public interface IRequestHandler
{
    /// <summary>The type.</summary>
    Type Handles { get; }

    /// <summary>Whether it changes who the session is: then it runs alone.</summary>
    bool IsExclusive { get; }

    /// <summary>Whether it sends something to others: then it must be known whether the user may.</summary>
    bool IsSending { get; }

    /// <summary>Whether only users who are logged in are answered.</summary>
    bool NeedsLogin { get; }

    /// <summary>The frame's reply: a <see cref="Reply"/>, or its JSON object where that is at hand.</summary>
    Task<object> Handle(ICaller caller, Request request);
}

/// <summary>
/// The actor of one client connection; not persistent. It reads requests in order and begins each at once, so many at a time;
/// those that change who is logged in run alone. It follows the user's own feed, and through it learns which rooms and dialogues
/// to follow: what the user does on another client shows here without a word from this one.
/// </summary>
public sealed partial class Session(ChatServices services, IReadOnlyDictionary<Type, IRequestHandler> handlers, string address) : ICaller
{
    readonly Limit inFlight = new(services.Limits.MaxInFlight);
    readonly CancellationTokenSource ended = new();
    volatile Login? login;
    Action? afterReply;
    bool isTurnedAway;
    volatile bool saysAway, isIdle;
    readonly SignalBudget signals = new(services.Limits.MaxSignalsPerSecond, services.Time);

    // Ends with the request under way that runs alone; null when there is none. One that failed stays: whoever comes next meets it.
    TaskCompletionSource? exclusive;

    sealed record Login(string User, string Session, Follows Follows, Guard Guard, string? Generation)
    {
        // Whether it is about to end by its own wish.
        public bool IsLeaving { get; set; }
    }

    /// <summary>What waits for the client.</summary>
    public SendQueue Queue { get; } = new(services.Limits.MaxQueueBytes);

    /// <inheritdoc/>
    public string? User => login?.User;

    /// <inheritdoc/>
    public string? LoginId => login?.Session;

    /// <inheritdoc/>
    public string Address => address;

    /// <inheritdoc/>
    public CancellationToken Ended => ended.Token;

    /// <inheritdoc/>
    public int LoginFailures { get; set; }

    /// <inheritdoc/>
    public Error TurnAway()
    {
        isTurnedAway = true;
        return new(ErrorCodes.BadLogin, "too many wrong passwords on this connection: it closes; connect anew.");
    }

    /// <summary>Handles one line from the client; ends when the next may be read.</summary>
    public async Task Receive(ReadOnlyMemory<byte> line)
    {
        var (request, id, fault) = RequestReader.Read(line.Span);
        if (request is null) Queue.Add(Frames.Reply(id, fault!));
        // A login may take its time; meanwhile the client hears that its node lives.
        else if (request is Ping) await Answer(handlers[typeof(Ping)], request);
        else await Begin(handlers[request.GetType()], request);
        await Queue.Room;
    }

    async Task Begin(IRequestHandler handler, Request request)
    {
        await Completion.Of(ref exclusive);
        if (handler.IsExclusive)
        {
            exclusive = Completion.Source();
            _ = RunAlone(handler, request);
            return;
        }
        // Not in the handler: what is sent keeps its order.
        if (handler.IsSending && login is { Guard.Ready: { IsCompleted: false } ready }) await ready.WaitAsync(Ended);
        await inFlight.Take(Ended);
        _ = AnswerAndRelease(handler, request);
    }

    /// <inheritdoc/>
    public ValueTask<string?> NameOf(EntityId feed) => new(login?.Follows.Find(feed) is { IsIn: true } follow ? follow.Name : null);

    /// <inheritdoc/>
    public bool MaySignal => signals.TryTake();

    /// <inheritdoc/>
    public void SetIdle(bool idle) => SetAway(idle: idle);

    // The user's own feed says so. Called under the relay's lock.
    internal void SetSaidAway(bool away) => SetAway(said: away);

    // Away is who says so, and who does not touch this client.
    void SetAway(bool? said = null, bool? idle = null)
    {
        (saysAway, isIdle) = (said ?? saysAway, idle ?? isIdle);
        login?.Follows.SetAway(saysAway || isIdle);
    }

    /// <summary>Closes a login of another generation: when its client comes back, its cursors are looked at.</summary>
    public void CloseUnlessOf(string generation)
    {
        if (login is { Generation: { } ours } && ours != generation) Queue.Close();
    }

    /// <summary>The node is stopping: its clients go elsewhere, and are not gone.</summary>
    public bool IsMoving { get; set; }

    // Who leaves their last client was seen then.
    void NoteSeen(Login left)
    {
        if (IsMoving || left.Follows.Find(Ids.User(left.User)) is not { IsIn: true, Subscription: { } own }) return;
        if (own.Online.Count <= 1) Observe(services.Ask(Ids.User(left.User), new NoteSeen()));
    }

    /// <inheritdoc/>
    public ValueTask<Error?> Silence() => new(login?.Guard.Silence());

    /// <summary>Ends when no request is under way.</summary>
    public async Task Quiet(CancellationToken cancel)
    {
        for (var i = 0; i < services.Limits.MaxInFlight; i++) await inFlight.Take(cancel);
        inFlight.Release(services.Limits.MaxInFlight);
    }

    /// <summary>Makes this the client of a user; when the request is answered it begins to follow all that the user follows.</summary>
    public void LogIn(
        string user, string sessionId, string client, IReadOnlyDictionary<string, long>? cursors = null, string? generation = null)
    {
        var info = new SessionInfo(sessionId, client, services.Name, address, services.Time.GetUtcNow());
        var guard = new Guard(this, user, sessionId, services.Time);
        var check = new GenerationCheck(services, generation);
        var follows = new Follows(this, services, user, SessionLabels.Write(info), guard, cursors ?? new Dictionary<string, long>(), check);
        login = new(user, sessionId, follows, guard, check.Current);
        afterReply = () => Observe(FollowAll(follows, user, check.Current));
        // The connection may have ended while the password was checked: nobody would end these follows any more.
        if (Ended.IsCancellationRequested) LogOut();
    }

    /// <summary>Begins to follow at once: for a client that asks nothing and only listens.</summary>
    public void Listen() => Interlocked.Exchange(ref afterReply, null)?.Invoke();

    /// <inheritdoc/>
    public void LogOut()
    {
        if (Interlocked.Exchange(ref login, null) is not { } left) return;
        NoteSeen(left);
        left.Follows.EndAll();
        (saysAway, isIdle) = (false, false);
    }

    /// <inheritdoc/>
    public ValueTask<bool> FollowsEnough() => new(login?.Follows.Count >= services.Limits.MaxFollows);

    /// <inheritdoc/>
    public void Follow(EntityId feed)
    {
        if (login is { } current) Observe(current.Follows.Begin(feed));
    }

    /// <summary>The connection has ended.</summary>
    public void End()
    {
        ended.Cancel();
        LogOut();
        Queue.Close();
    }

    /// <summary>All that waited has gone out: feeds that paused go on.</summary>
    public void OnDrained()
    {
        if (Queue.TakeRecovered()) login?.Follows.ResumePaused();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SessionInfo>> Sessions() =>
        login is { } current ? [.. (await OnlineIn(Ids.User(current.User))).Select(SessionLabels.Read).OfType<SessionInfo>()] : [];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> OnlineIn(EntityId feed) => new(login?.Follows.Find(feed)?.Subscription?.Online ?? []);

    // An event of the user's own feed tells what to follow. Called under the relay's lock.
    internal void OnOwnEvent(ReadOnlyMemory<byte> frame)
    {
        switch (JsonSerializer.Deserialize(frame.Span, Wire.Lenient.Event))
        {
            case RoomCreated created: Follow(Ids.Room(created.Room)); break;
            case RoomJoined joined: Follow(Ids.Room(joined.Room)); break;
            case DialogueBegun begun when User is { } me: Follow(Ids.Dialogue(me, begun.With)); break;
            case RoleGranted: Follow(Ids.Moderation); break;
        }
    }

    internal void OnExpelled(Follow follow)
    {
        if (login is not { } current || !current.Follows.Remove(follow)) return;
        Queue.Add(Frames.Notice(new Unfollowed(follow.Name)));
        if (follow.IsAskedAgain) Observe(current.Follows.Begin(follow.Feed, isKnownToHaveEnded: true));
    }

    // The login was ended from elsewhere. Called under the relay's lock.
    internal void OnLoginEnded(Guard guard, LoginEnded notice) => Observe(EndWith(guard, notice));

    // The client is told why, and the connection closes.
    async Task EndWith(Guard guard, LoginEnded notice)
    {
        // Not under the lock of whoever tells.
        await Task.Yield();
        if (login is not { } current || current.Guard != guard) return;
        LogOut();
        if (current.IsLeaving) return;
        Queue.Add(Frames.Notice(notice));
        Queue.Close();
    }

    async Task FollowAll(Follows follows, string user, string? generation)
    {
        if (await follows.Begin(Ids.User(user)) is not UserState state) return;
        // What the client has and the user is not in is asked for too: the answer tells the client to forget it.
        EntityId[] feeds = [.. state.Operator || services.IsNamedOperator(user) ? [Ids.Moderation] : Array.Empty<EntityId>(),
            .. state.Rooms.Select(Ids.Room), .. state.Dialogues.Select(with => Ids.Dialogue(user, with)), .. follows.Unused];
        await Task.WhenAll(feeds.Distinct().Select(feed => follows.Begin(feed)));
        if (login?.Follows == follows) Queue.Add(Frames.Notice(new Synced(generation)));
    }

    async Task RunAlone(IRequestHandler handler, Request request)
    {
        try
        {
            await AnswerAlone(handler, request);
            Completion.End(ref exclusive);
        }
        catch (Exception e)
        {
            exclusive!.SetException(e);
        }
    }

    async Task AnswerAlone(IRequestHandler handler, Request request)
    {
        for (var i = 0; i < services.Limits.MaxInFlight; i++) await inFlight.Take(Ended);
        var leaving = request is Logout ? login : null;
        if (leaving is not null) leaving.IsLeaving = true;
        await Answer(handler, request);
        if (leaving is not null && leaving == login) leaving.IsLeaving = false;
        Interlocked.Exchange(ref afterReply, null)?.Invoke();
        inFlight.Release(services.Limits.MaxInFlight);
        if (isTurnedAway) Queue.Close();
    }

    async Task AnswerAndRelease(IRequestHandler handler, Request request)
    {
        try
        {
            await Answer(handler, request);
        }
        finally
        {
            inFlight.Release();
        }
    }

    async Task Answer(IRequestHandler handler, Request request) => Queue.Add((await services.Answer(handler, this, request)).Frame);

    async void Observe(Task follow)
    {
        try
        {
            await follow;
        }
        catch (Exception e)
        {
            LogFollowFailed(services.Log, e, User ?? "");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A session of {User} could not follow a feed")]
    static partial void LogFollowFailed(ILogger log, Exception e, string user);
}
