using ActorChat.Messages;
using ActorChat.Node;
using ActorChat.Simulator.Checks;
using ActorChat.Simulator.Cluster;
using ActorChat.Simulator.World;
using ActorChat.Tui.Connection;
using MessagePlace = ActorChat.Tui.Model.MessagePlace;

namespace ActorChat.Simulator.Clients;

/// <summary>
/// The terminal client: its own core, which keeps tokens, cursors, questions and unsent messages, finds nodes and leaves them, over a
/// simulated connection.
/// </summary>
sealed class SimTerminal : SimClient, ILink
{
    static readonly TimeSpan RefusedWithin = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromDays(1);

    readonly ClientCore core;
    readonly SeededRandom random;
    readonly HashSet<Request> asked = new(ReferenceEqualityComparer.Instance);
    LinkStatus? status;
    int attempt, unacknowledged;
    bool isIn, isEntering;

    // Which of the wake-ups that were ever arranged is the one that counts.
    int wakeUp;

    public SimTerminal(string name, SimUser user, SimWorld world, Ledger ledger, FaultModel faults, SeededRandom random)
        : base(name, user, world, ledger, faults, random)
    {
        this.random = random;
        var options = new ClientOptions
        {
            Addresses = [.. world.Nodes.Select(node => node.Address)], Device = name, ClientName = name, Jitter = random.Fraction,
        };
        core = new(options, new PlaceClock(world.Timeline, Place, rate: 1), this);
    }

    /// <inheritdoc/>
    public override int Unacknowledged => unacknowledged;

    /// <inheritdoc/>
    public override string Waiting => $"{status}, asked: {string.Join("; ", asked)}";

    /// <inheritdoc/>
    protected override int Asked => asked.Count;

    /// <inheritdoc/>
    protected override void Begin() => Do(core.Start);

    /// <inheritdoc/>
    protected override void OnLost() => Do(() => core.Lost(attempt, "the connection broke"));

    /// <inheritdoc/>
    protected override void OnLine(byte[] line) => Do(() => core.Line(attempt, line));

    /// <inheritdoc/>
    protected override void GetIn()
    {
        if (isIn || isEntering || !(User.IsRegistered || User.Registrar == this)) return;
        isEntering = true;
        Request request = User.IsRegistered ? new Login(User.Name, User.Password) : new Register(User.Name, User.Password);
        Do(() => core.Ask(request, quiet: false, reply =>
        {
            isEntering = false;
            isIn = reply is LoggedIn;
            User.IsRegistered |= reply is Error { Code: ErrorCodes.NameTaken };
        }));
    }

    /// <inheritdoc/>
    protected override void Ask(Request request)
    {
        asked.Add(request);
        Do(() => core.Ask(request, quiet: false, reply =>
        {
            asked.Remove(request);
            Learn(request, reply);
        }));
    }

    /// <inheritdoc/>
    protected override void Say(string feed, string text, long? under)
    {
        unacknowledged++;
        var isPrivate = !feed.StartsWith("room/", StringComparison.Ordinal);
        var target = isPrivate ? PartnerIn(feed) : feed[5..];
        Do(() =>
        {
            if (under is { } about) core.Comment(new MessagePlace(feed, target, about), text, Answered);
            else core.Post(isPrivate, target, text, file: null, Answered);
        });

        void Answered(Reply reply)
        {
            unacknowledged--;
            LearnPosted(feed, text, reply);
        }
    }

    void ILink.Dial(int attempt, string address)
    {
        this.attempt = attempt;
        if (ConnectTo(address)) core.Opened(attempt);
        else Later(random.UpTo(RefusedWithin), () => Do(() => core.Lost(attempt, "nobody listens there")));
    }

    void ILink.Send(ReadOnlyMemory<byte> line) => Connection?.Send(line.ToArray());

    void ILink.Drop() => Disconnect();

    void ILink.Emit(ClientEvent happened)
    {
        switch (happened)
        {
            case FrameIn { Frame: LoggedIn loggedIn }: EnterAs(loggedIn); break;
            case FrameIn { Frame: Event next } frame: OnEvent(next, frame.Raw.ToArray()); break;
            case FrameIn { Frame: Notice notice }: OnNotice(notice); break;
            case SessionLost lost: Violate($"it was logged out: {lost.Reason}"); break;
            case LinkChanged changed: status = changed.Status; break;
        }
    }

    // Whatever the core is told may change when it is next due.
    void Do(Action act)
    {
        act();
        var mine = ++wakeUp;
        var due = core.DueIn;
        // It was asked before it has begun: nothing is due, ever. The real client's alarm has a longest time for that.
        if (due > Longest) return;
        Later(due > TimeSpan.Zero ? due : TimeSpan.Zero, () =>
        {
            if (mine == wakeUp) Do(core.Tick);
        });
    }
}
