using System.Globalization;
using ActorChat.Messages;
using ActorChat.Simulator.Checks;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>
/// A client of the simulated cluster: it connects to any node, logs in or resumes with its cursors, acts by chance, keeps what is
/// not acknowledged and sends it again with the same key. It checks all that it is sent.
/// </summary>
public sealed class SimClient(string name, SimUser user, SimWorld world, Ledger ledger, FaultModel faults, SeededRandom random)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    readonly Dictionary<string, FeedCopy> feeds = [];
    readonly Queue<(string Feed, Request Request)> outbox = new();
    readonly Dictionary<long, (Request Request, TimeSpan At)> asked = [];
    SimConnection? connection;
    string? token;
    long lastId, lastKey;
    bool registering;

    /// <summary>Who it is, for traces.</summary>
    public string Name => name;

    /// <summary>Its process.</summary>
    public Place Place { get; } = new(name, world.Timeline);

    /// <summary>Until then it reads nothing.</summary>
    public TimeSpan StalledUntil { get; private set; }

    /// <summary>Whether it is logged in and has heard that it is up to date.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>Messages that are not acknowledged.</summary>
    public int Unacknowledged => outbox.Count;

    /// <summary>What it has.</summary>
    public IReadOnlyDictionary<string, FeedCopy> Feeds => feeds;

    /// <summary>Whose client it is.</summary>
    public SimUser User => user;

    /// <summary>The connection now.</summary>
    public SimConnection? Connection => connection;

    /// <summary>Whether it acts.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>What it waits for, for traces.</summary>
    public string Waiting => connection is null
        ? "it has no connection"
        : $"at {connection.Node.Name}, asked: "
            + $"{string.Join("; ", asked.Values.Select(question => $"{question.Request} at {question.At.TotalSeconds:F4}"))}";

    /// <summary>Begins its life.</summary>
    public void Start()
    {
        Place.Post(Connect);
        Tick();
    }

    /// <summary>The connection has ended.</summary>
    public void OnDisconnected(SimConnection ended)
    {
        if (connection != ended) return;
        connection = null;
        IsSynced = false;
        registering = false;
        asked.Clear();
        world.Timeline.After(random.UpTo(TimeSpan.FromSeconds(1)), () => Place.Enter(Connect));
    }

    /// <summary>A line came from the node.</summary>
    public void OnLine(SimConnection from, byte[] line)
    {
        if (connection != from || from.IsBroken) return;
        switch (Wire.Read(line))
        {
            case Reply reply: OnReply(reply); break;
            case Event next: OnEvent(next, line); break;
            case Leaving: from.Break(); break;
            case Notice notice: OnNotice(notice); break;
        }
    }

    void Connect()
    {
        if (connection is not null) return;
        var open = world.Nodes.Where(node => node.IsOpen).ToList();
        if (open.Count == 0)
        {
            world.Timeline.After(TimeSpan.FromSeconds(1), () => Place.Enter(Connect));
            return;
        }
        connection = new(this, random.Pick(open), world.Timeline, random.Fork());
        Introduce();
    }

    void Introduce()
    {
        if (token is not null) Ask(new Resume(token, feeds.Values.ToDictionary(feed => feed.Name, feed => feed.Cursor), name));
        else if (user.IsRegistered) Ask(new Login(user.Name, user.Password, name));
        else if (user.Registrar == this)
        {
            registering = true;
            Ask(new Register(user.Name, user.Password, name));
        }
    }

    void Ask(Request request)
    {
        var numbered = request with { Id = ++lastId };
        asked[numbered.Id] = (numbered, world.Timeline.Now);
        connection?.Send(faults.Mutation == Mutation.ForgetTheKeys ? WithFreshKey(numbered) : numbered);
    }

    // As if no node had seen the key before.
    Request WithFreshKey(Request request) => request switch
    {
        Post post => post with { Key = string.Create(CultureInfo.InvariantCulture, $"{name}:{lastId}") },
        Comment post => post with { Key = string.Create(CultureInfo.InvariantCulture, $"{name}:{lastId}") },
        PostPrivate post => post with { Key = string.Create(CultureInfo.InvariantCulture, $"{name}:{lastId}") },
        _ => request,
    };

    void OnReply(Reply reply)
    {
        if (!asked.Remove(reply.Re, out var question)) return;
        if (question.Request is Login or Resume or Register)
        {
            world.Trace.Say($"{name} at {connection!.Node.Name} <- {reply.GetType().Name}");
        }
        switch (reply, question.Request)
        {
            case (LoggedIn loggedIn, _):
                user.IsRegistered = true;
                token = loggedIn.Token ?? token;
                if (loggedIn.Token is not null) feeds.Clear();
                SendNext();
                break;
            case (Error { Code: ErrorCodes.NameTaken }, Register):
                user.IsRegistered = true;
                Introduce();
                break;
            case (Error { Code: ErrorCodes.BadToken }, _):
                ledger.Violate($"{name}: a good token was refused");
                break;
            case (Error, Login or Resume or Register):
                connection?.Break();
                break;
            case (_, IKeyed):
                OnPosted(reply, question.Request);
                break;
            case (Scheduled scheduled, SchedulePost request):
                ledger.OnScheduled(user.Name, scheduled.Schedule, request.Text);
                break;
            case (LinkCreated link, _):
                user.Spread(link.Link);
                break;
            case (Error { Code: ErrorCodes.Internal } error, _):
                ledger.Violate($"{name}: {question.Request} was answered with {error}");
                break;
        }
    }

    void OnPosted(Reply reply, Request request)
    {
        if (outbox.Count == 0 || KeyOf(outbox.Peek().Request) != KeyOf(request)) return;
        switch (reply)
        {
            case PostedReply posted:
                ledger.OnAcknowledged(outbox.Dequeue().Feed, posted.Seq, user.Name, TextOf(request));
                SendNext();
                break;
            case Error { Code: ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.OutcomeUnknown }:
                world.Timeline.After(TimeSpan.FromSeconds(1), () => Place.Enter(SendNext));
                break;
            case Error error:
                if (error.Code is ErrorCodes.Internal or ErrorCodes.BadKey or ErrorCodes.KeyTooOld)
                {
                    ledger.Violate($"{name}: {request} was answered with {error}");
                }
                outbox.Dequeue();
                SendNext();
                break;
        }
    }

    static string TextOf(Request request) =>
        request switch { Post post => post.Text, PostPrivate post => post.Text, Comment comment => comment.Text, _ => "" };

    static string KeyOf(Request request) => request is IKeyed keyed ? keyed.Key : "";

    void SendNext()
    {
        if (outbox.Count == 0 || connection is null || asked.Values.Any(question => question.Request is IKeyed)) return;
        Ask(outbox.Peek().Request);
    }

    void OnEvent(Event next, byte[] line)
    {
        ledger.OnSeen(name, user.Name, next, line);
        if (!feeds.TryGetValue(Key(next.Feed!), out var feed) || !feed.Take(next))
        {
            ledger.Violate($"{name}: {next.Feed}#{next.Seq} came when "
                + $"{(feed is null ? "nothing was known of the feed" : $"the cursor was {feed.Cursor}")}");
        }
    }

    void OnNotice(Notice notice)
    {
        if (notice is not (Hello or Presence)) world.Trace.Say($"{name} <- {Brief(notice)}");
        switch (notice)
        {
            case UserState state: Begin(state.Feed, state); break;
            case RoomState state: Begin(state.Feed, state); break;
            case DialogueState state: Begin(state.Feed, state); break;
            case Gap gap: feeds.GetValueOrDefault(Key(gap.Feed))?.Skip(gap); break;
            case Presence presence: feeds.GetValueOrDefault(Key(presence.Feed))?.Take(presence); break;
            case Unfollowed gone: feeds.Remove(Key(gone.Feed)); break;
            case Synced: IsSynced = true; break;
        }
    }

    static string Brief(Notice notice) => notice switch
    {
        UserState state => $"{state.Feed} as of #{state.Seq}",
        RoomState state => $"{state.Feed} as of #{state.Seq}",
        DialogueState state => $"{state.Feed} as of #{state.Seq}",
        Lagging lagging => $"lagging in {string.Join(' ', lagging.Cursors.Keys)}",
        _ => notice.ToString(),
    };

    void Begin(string name, Notice state) => (feeds[Key(name)] = new(name)).Begin(state);

    static string Key(string feed) => feed.ToLowerInvariant();

    void Tick()
    {
        world.Timeline.After(random.About(faults.ActEvery), () =>
        {
            Place.Enter(ActByChance);
            Tick();
        });
    }

    void ActByChance()
    {
        if (asked.Values.Any(question => world.Timeline.Now - question.At > Patience)) connection?.Break();
        if (connection is not null && !user.IsRegistered && !registering && user.Registrar == this) Introduce();
        else if (connection is not null && token is null && user.IsRegistered && asked.Count == 0) Introduce();
        if (!IsActive || !IsSynced) return;
        if (random.Chance(faults.SlowReader)) StalledUntil = world.Timeline.Now + random.UpTo(TimeSpan.FromSeconds(8));
        var places = feeds.Keys.Where(feed => !feed.StartsWith("user/", StringComparison.Ordinal)).ToList();
        if (places.Count == 0) return;
        var feed = random.Pick(places);
        var message = feeds[feed].Cursor - random.Below(12);
        if (random.Chance(0.6)) PostByChance(feed, message);
        else if (asked.Count < 4) Ask(user.RequestByChance(random, feed, message, PlaceClock.Beginning + world.Timeline.Now));
    }

    void PostByChance(string feed, long about)
    {
        if (outbox.Count > 20) return;
        var key = string.Create(CultureInfo.InvariantCulture, $"{name}:{++lastKey}");
        var text = string.Create(CultureInfo.InvariantCulture, $"{lastKey} from {name} {new string('.', random.Below(200))}");
        outbox.Enqueue((feed, random.Chance(0.15) ? new Comment(feed, about, text, key)
            : feed.StartsWith("room/", StringComparison.Ordinal)
            ? new Post(feed[5..], text, key)
            : new PostPrivate(feed[9..].Split('~').First(other => other != Names.Fold(user.Name)), text, key)));
        SendNext();
    }
}
