using System.Globalization;
using ActorChat.Messages;
using ActorChat.Simulator.Checks;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Clients;

/// <summary>
/// A client as a program of somebody's: it connects to any node, logs in or resumes with its cursors, keeps what is not acknowledged and
/// sends it again with the same key. When it was too slow it stays where it is, and is sent what it missed.
/// </summary>
sealed class SimBot : SimClient
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(12), Pause = TimeSpan.FromSeconds(1);

    readonly Queue<(string Feed, Request Request, string Text)> outbox = new();
    readonly Dictionary<long, (Request Request, TimeSpan At)> asked = [];
    readonly SimWorld world;
    readonly SeededRandom random;
    string? token;
    long lastId, lastKey;
    bool registering;
    // Of the message that is being sent: nobody knows what became of an attempt.
    bool inDoubt;

    public SimBot(string name, SimUser user, SimWorld world, Ledger ledger, FaultModel faults, SeededRandom random)
        : base(name, user, world, ledger, faults, random) => (this.world, this.random) = (world, random);

    /// <inheritdoc/>
    public override int Unacknowledged => outbox.Count;

    /// <inheritdoc/>
    public override string Waiting => Connection is null
        ? "it has no connection"
        : $"at {Connection.Node.Name}, asked: "
            + $"{string.Join("; ", asked.Values.Select(question => $"{question.Request} at {question.At.TotalSeconds:F4}"))}";

    /// <inheritdoc/>
    protected override int Asked => asked.Count;

    /// <inheritdoc/>
    protected override void Begin() => Connect();

    /// <inheritdoc/>
    protected override void OnLost()
    {
        registering = false;
        inDoubt |= asked.Values.Any(question => question.Request is IKeyed);
        asked.Clear();
        Later(random.UpTo(Pause), Connect);
    }

    /// <inheritdoc/>
    protected override void OnLine(byte[] line)
    {
        switch (Wire.Read(line))
        {
            case Reply reply: OnReply(reply); break;
            case Event next: OnEvent(next, line); break;
            case Leaving: Connection!.Break(); break;
            case Notice notice: OnNotice(notice); break;
        }
    }

    /// <inheritdoc/>
    protected override void GetIn()
    {
        if (asked.Values.Any(question => world.Timeline.Now - question.At > Patience)) Connection?.Break();
        if (Connection is not null && !User.IsRegistered && !registering && User.Registrar == this) Introduce();
        else if (Connection is not null && token is null && User.IsRegistered && asked.Count == 0) Introduce();
    }

    /// <inheritdoc/>
    protected override void Ask(Request request)
    {
        var numbered = request with { Id = ++lastId };
        asked[numbered.Id] = (numbered, world.Timeline.Now);
        Connection?.Send(Wire.Write(numbered));
    }

    /// <inheritdoc/>
    protected override void Say(string feed, string text, long? under)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{Name}:{++lastKey}");
        outbox.Enqueue((feed, under is { } about ? new Comment(feed, about, text, key)
            : feed.StartsWith("room/", StringComparison.Ordinal) ? new Post(feed[5..], text, key)
            : new PostPrivate(PartnerIn(feed), text, key), text));
        SendNext();
    }

    void Connect()
    {
        if (Connection is not null) return;
        if (ConnectTo(null)) Introduce();
        else Later(Pause, Connect);
    }

    void Introduce()
    {
        if (token is not null) Ask(new Resume(token, Feeds.Values.ToDictionary(feed => feed.Name, feed => feed.Cursor), Name));
        else if (User.IsRegistered) Ask(new Login(User.Name, User.Password, Name));
        else if (User.Registrar == this)
        {
            registering = true;
            Ask(new Register(User.Name, User.Password, Name));
        }
    }

    void OnReply(Reply reply)
    {
        if (!asked.Remove(reply.Re, out var question)) return;
        switch (reply, question.Request)
        {
            case (LoggedIn loggedIn, _):
                token = loggedIn.Token ?? token;
                EnterAs(loggedIn);
                SendNext();
                break;
            case (Error { Code: ErrorCodes.NameTaken }, Register):
                User.IsRegistered = true;
                Introduce();
                break;
            case (Error { Code: ErrorCodes.BadToken }, _): Violate("a good token was refused"); break;
            case (Error, Login or Resume or Register): Connection?.Break(); break;
            case (_, IKeyed keyed): OnPosted(reply, keyed.Key); break;
            default: Learn(question.Request, reply); break;
        }
    }

    void OnPosted(Reply reply, string key)
    {
        if (outbox.Count == 0 || ((IKeyed)outbox.Peek().Request).Key != key) return;
        if (reply is Error { Code: ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.OutcomeUnknown })
        {
            inDoubt |= reply is Error { Code: ErrorCodes.OutcomeUnknown };
            Later(Pause, SendNext);
            return;
        }
        var (feed, _, text) = outbox.Dequeue();
        LearnPosted(feed, text, reply);
        if (reply is Error && !inDoubt) LearnRefused(feed, text);
        inDoubt = false;
        SendNext();
    }

    void SendNext()
    {
        if (outbox.Count == 0 || Connection is null || asked.Values.Any(question => question.Request is IKeyed)) return;
        Ask(outbox.Peek().Request);
    }
}
