using System.Globalization;
using ActorChat.Messages;
using ActorChat.Simulator.Checks;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>
/// A client of the simulated cluster: it acts by chance and checks all that it is sent. How it speaks with nodes is another matter: as the
/// terminal client does (<see cref="SimTerminal"/>), or as a simple program of somebody's (<see cref="SimBot"/>).
/// </summary>
public abstract class SimClient
{
    // More than this nobody asks at once, or keeps unsent.
    const int MaxAsked = 4, MaxUnacknowledged = 20;

    readonly SimWorld world;
    readonly Ledger ledger;
    readonly FaultModel faults;
    readonly SeededRandom random;
    readonly Dictionary<string, FeedCopy> feeds = [];
    long lastText;

    private protected SimClient(string name, SimUser user, SimWorld world, Ledger ledger, FaultModel faults, SeededRandom random)
    {
        (Name, User, this.world, this.ledger, this.faults, this.random) = (name, user, world, ledger, faults, random);
        Place = new(name, world.Timeline);
    }

    /// <summary>Who it is, for traces.</summary>
    public string Name { get; }

    /// <summary>Whose client it is.</summary>
    public SimUser User { get; }

    /// <summary>Its process.</summary>
    public Place Place { get; }

    /// <summary>Until then it reads nothing.</summary>
    public TimeSpan StalledUntil { get; private set; }

    /// <summary>Whether it is logged in and has heard that it is up to date.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>What it has.</summary>
    public IReadOnlyDictionary<string, FeedCopy> Feeds => feeds;

    /// <summary>The connection now.</summary>
    public SimConnection? Connection { get; private set; }

    /// <summary>Whether it acts.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Messages that are not acknowledged.</summary>
    public abstract int Unacknowledged { get; }

    /// <summary>What it waits for, for traces.</summary>
    public abstract string Waiting { get; }

    /// <summary>Questions under way.</summary>
    protected abstract int Asked { get; }

    /// <summary>Begins its life.</summary>
    public void Start()
    {
        Place.Post(Begin);
        Tick();
    }

    /// <summary>The connection has ended.</summary>
    public void OnDisconnected(SimConnection ended)
    {
        if (Connection != ended) return;
        Disconnect();
        OnLost();
    }

    /// <summary>A line came from the node.</summary>
    public void OnLine(SimConnection from, byte[] line)
    {
        if (Connection == from && !from.IsBroken) OnLine(line);
    }

    /// <summary>Opens the first connection, or what leads to it.</summary>
    protected abstract void Begin();

    /// <summary>The connection is gone.</summary>
    protected abstract void OnLost();

    /// <summary>A line of the connection now.</summary>
    protected abstract void OnLine(byte[] line);

    /// <summary>Registers or logs in, if it has not and nothing of the kind is under way; looks after what it asked.</summary>
    protected abstract void GetIn();

    /// <summary>Asks the node.</summary>
    protected abstract void Ask(Request request);

    /// <summary>Says something, or comments on a message.</summary>
    protected abstract void Say(string feed, string text, long? under);

    /// <summary>Connects to this node, or to any that takes connections; false when none does.</summary>
    protected bool ConnectTo(string? address)
    {
        var open = world.Nodes.Where(node => node.IsOpen && (address is null || node.Address == address)).ToList();
        if (open.Count == 0) return false;
        Connection = new(this, random.Pick(open), world.Timeline, random.Fork(), faults.Mutation == Mutation.ForgetTheKeys);
        return true;
    }

    /// <summary>Lets the connection go.</summary>
    protected void Disconnect()
    {
        Connection?.Break();
        Connection = null;
        IsSynced = false;
    }

    /// <summary>Does something a little later.</summary>
    protected void Later(TimeSpan delay, Action act) => world.Timeline.After(delay, () => Place.Enter(act));

    /// <summary>The name of the other one in a dialogue's feed.</summary>
    protected string PartnerIn(string feed) => feed[9..].Split('~').First(other => other != Names.Fold(User.Name));

    /// <summary>What the answer to a request says that the ledger, or others, are to know.</summary>
    protected void Learn(Request request, Reply reply)
    {
        switch (reply, request)
        {
            case (Scheduled scheduled, SchedulePost asked): ledger.OnScheduled(User.Name, scheduled.Schedule, asked.Text); break;
            case (LinkCreated link, _): User.Spread(link.Link); break;
            case (Error { Code: ErrorCodes.Internal } error, _): Violate($"{request} was answered with {error}"); break;
        }
    }

    /// <summary>What a message came to, for good.</summary>
    protected void LearnPosted(string feed, string text, Reply reply)
    {
        if (reply is PostedReply posted) ledger.OnAcknowledged(feed, posted.Seq, User.Name, text);
        else if (reply is Error { Code: ErrorCodes.Internal or ErrorCodes.BadKey or ErrorCodes.KeyTooOld } error)
        {
            Violate($"'{text.TrimEnd('.')}' was answered with {error}");
        }
    }

    /// <summary>A message that was sent only while every answer said that it was certainly not done was refused for good.</summary>
    protected void LearnRefused(string feed, string text) => ledger.OnRefused(feed, User.Name, text);

    /// <summary>It is logged in; afresh, so all feeds come anew, or where it was.</summary>
    protected void EnterAs(LoggedIn loggedIn)
    {
        world.Trace.Say($"{Name} at {Connection?.Node.Name} <- {nameof(LoggedIn)}");
        User.IsRegistered = true;
        if (loggedIn.Token is not null) feeds.Clear();
    }

    /// <summary>A promise is broken.</summary>
    protected void Violate(string what) => ledger.Violate($"{Name}: {what}");

    /// <summary>Takes an event into its copy of the feed.</summary>
    protected void OnEvent(Event next, byte[] line)
    {
        ledger.OnSeen(Name, User.Name, next, line);
        if (!feeds.TryGetValue(Key(next.Feed!), out var feed) || !feed.Take(next))
        {
            Violate($"{next.Feed}#{next.Seq} came when "
                + $"{(feed is null ? "nothing was known of the feed" : $"the cursor was {feed.Cursor}")}");
        }
    }

    /// <summary>Takes any other news.</summary>
    protected void OnNotice(Notice notice)
    {
        if (notice is not (Hello or Presence)) world.Trace.Say($"{Name} <- {Brief(notice)}");
        switch (notice)
        {
            case UserState state: Begin(state.Feed, state); break;
            case RoomState state: Begin(state.Feed, state); break;
            case DialogueState state: Begin(state.Feed, state); break;
            case Gap gap: feeds.GetValueOrDefault(Key(gap.Feed))?.Skip(gap); break;
            case Presence presence: feeds.GetValueOrDefault(Key(presence.Feed))?.Take(presence); break;
            case SetBack back: Violate($"{back.Feed} was set back from #{back.Had} to #{back.Seq}, though no store was restored"); break;
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

    void Tick() => world.Timeline.After(random.About(faults.ActEvery), () =>
    {
        Place.Enter(ActByChance);
        Tick();
    });

    void ActByChance()
    {
        GetIn();
        if (!IsActive || !IsSynced) return;
        if (random.Chance(faults.SlowReader)) StalledUntil = world.Timeline.Now + random.UpTo(TimeSpan.FromSeconds(8));
        var places = feeds.Keys.Where(feed => !feed.StartsWith("user/", StringComparison.Ordinal)).ToList();
        if (places.Count == 0) return;
        var feed = random.Pick(places);
        var message = feeds[feed].Cursor - random.Below(12);
        if (random.Chance(0.6)) SayByChance(feed, message);
        else if (Asked < MaxAsked) Ask(User.RequestByChance(random, feed, message, PlaceClock.Beginning + world.Timeline.Now));
    }

    void SayByChance(string feed, long about)
    {
        if (Unacknowledged > MaxUnacknowledged) return;
        var text = string.Create(CultureInfo.InvariantCulture, $"{++lastText} from {Name} {new string('.', random.Below(200))}");
        Say(feed, text, random.Chance(0.15) ? about : null);
    }
}
