using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Connection;

/// <summary>What the core wants done; carried out by whoever drives it.</summary>
interface ILink
{
    /// <summary>Opens a connection; its outcome comes back with the same attempt number.</summary>
    void Dial(int attempt, string address);

    /// <summary>Sends a line over the open connection.</summary>
    void Send(ReadOnlyMemory<byte> line);

    /// <summary>Closes the connection, or gives up opening it; nothing of this attempt comes any more.</summary>
    void Drop();

    /// <summary>Tells the screen.</summary>
    void Emit(ClientEvent happened);
}

/// <summary>
/// The client's side of the protocol, without sockets, threads or waiting: its driver calls it with what happened, one call
/// at a time, and it says what to do.
/// <code>
///   Waiting --due--> Connecting --hello--> Resuming --logged-in--> Open
///      ^                 |        (no token: straight to Open)       |
///      +---- all addresses failed ----- broken, silent, leaving -----+
/// </code>
/// In every state requests and messages are taken: they wait for Open. A link that breaks is replaced at once by the next
/// address; what was under way is asked again where that is safe (<see cref="Retryable"/>), messages with their keys
/// (<see cref="Outbox"/>), and the feeds go on after their cursors (<see cref="Cursors"/>).
/// </summary>
sealed partial class ClientCore
{
    readonly ClientOptions _options;
    readonly TimeProvider _time;
    readonly ILink _link;
    readonly AddressBook _addresses;
    readonly Requests _requests;
    readonly Outbox _outbox;
    readonly LoginState _login;
    readonly Receipts _receipts = new();
    readonly long _started;

    LinkState _state = LinkState.Waiting;
    int _attempt;
    string _address = "";
    string? _node;
    int _maxInFlight;
    TimeSpan _dueAt = TimeSpan.MaxValue, _lastHeard, _lastPing;
    TimeSpan? _leaveBy;

    public ClientCore(ClientOptions options, TimeProvider time, ILink link)
    {
        (_options, _time, _link) = (options, time, link);
        _started = time.GetTimestamp();
        _addresses = new AddressBook(options);
        _requests = new Requests(options);
        _outbox = new Outbox(options, link.Emit);
        _login = new LoginState(options, _outbox, link.Emit);
        _maxInFlight = options.MaxInFlight;
    }

    TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>Opens the first connection.</summary>
    public void Start() => Redial(why: null);

    /// <summary>Asks the node; answered once, by the node or by the client itself.</summary>
    public void Ask(Request request, bool quiet, Action<Reply> answer)
    {
        var named = _login.WithClientName(request);
        _requests.Add(new Question(named, reply => { _login.Answered(named, reply); answer(reply); }, quiet, Retryable.WhenLost(request)));
        Pump();
    }

    /// <summary>Posts a message; answered once, when it is in the room or refused for good.</summary>
    public void Post(bool isPrivate, string target, string text, string? file, Action<Reply> answer)
    {
        _outbox.Add(isPrivate, target, text, file, _login.Owner, answer);
        Pump();
    }

    /// <summary>Comments on a message; answered as a message is.</summary>
    public void Comment(MessagePlace under, string text, Action<Reply> answer)
    {
        _outbox.Add(FeedName.IsDialogue(under.Feed), under.Title, text, null, _login.Owner, answer, under);
        Pump();
    }

    /// <summary>The nodes live at these addresses from now on.</summary>
    public void Give(IReadOnlyList<string> addresses) => _addresses.Give(addresses);

    /// <summary>What stood in the way is gone: the next try need not wait.</summary>
    public void Again()
    {
        if (_state == LinkState.Waiting) Connect();
    }

    /// <summary>The connection that was asked for is open; the node says hello next.</summary>
    public void Opened(int attempt)
    {
        if (attempt == _attempt) _lastHeard = Now;
    }

    /// <summary>The connection could not be opened, or has ended.</summary>
    public void Lost(int attempt, string why)
    {
        if (attempt == _attempt && _state != LinkState.Waiting) Redial(why);
    }

    /// <summary>A line came.</summary>
    public void Line(int attempt, ReadOnlyMemory<byte> line)
    {
        if (attempt != _attempt) return;
        _lastHeard = Now;
        try
        {
            Take(Wire.Read(line.Span), line);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            Redial("the node sent something that is not the protocol");
        }
    }

    /// <summary>Time has passed; to be called when something is due, or more often.</summary>
    public void Tick()
    {
        var now = Now;
        if (_state == LinkState.Waiting && now >= _dueAt) Connect();
        else if (_state == LinkState.Connecting && now - _lastHeard > _addresses.Patience) Redial("no answer");
        else if (_state is LinkState.Open or LinkState.Resuming) TickOpen(now);
    }

    void TickOpen(TimeSpan now)
    {
        var deadAfter = DeadAfter;
        if (now - _lastHeard > deadAfter) Redial($"no sign of life for {deadAfter.TotalSeconds:0} s");
        else if (_requests.AnyOlderThan(now - _options.AnswerTimeout)) Redial($"no answer for {_options.AnswerTimeout.TotalSeconds:0} s");
        else if (_leaveBy is { } leaveBy && (now >= leaveBy || _requests.UnderWay == 0)) MoveAway();
        else
        {
            if (now - _lastPing >= _options.PingEvery) SendPing(now);
            if (_login.Owner is null) _receipts.Clear();
            else if (_state == LinkState.Open)
            {
                foreach (var mark in _receipts.Due(now)) Ask(mark, quiet: true, _ => { });
            }
            Pump();
        }
    }

    void Take(object frame, ReadOnlyMemory<byte> raw)
    {
        if (frame is Reply reply)
        {
            TakeReply(reply, raw);
            return;
        }
        _login.Cursors.Take(frame);
        _receipts.Take(frame, _login.Owner);
        _link.Emit(new FrameIn(frame, raw, Quiet: false));
        switch (frame)
        {
            case Hello hello: Greeted(hello); break;
            case Leaving leaving:
                _addresses.Learn([.. leaving.Nodes], _address);
                _leaveBy = Now + _options.LeavingGrace;
                if (_requests.UnderWay == 0) MoveAway();
                break;
            case LoginEnded ended: _login.Refused(new Error(ended.Code, ended.Message)); break;
        }
    }

    void TakeReply(Reply reply, ReadOnlyMemory<byte> raw)
    {
        var question = _requests.End(reply.Re);
        var again = question?.Request is Messages.Post or PostPrivate or Messages.Comment && reply is Error error && Retryable.Post(error);
        _link.Emit(new FrameIn(reply, raw, Quiet: again || (question?.Quiet ?? false)));
        if (_state == LinkState.Open) _addresses.Succeeded();
        _receipts.Take(reply, _login.Owner);
        question?.Answer(reply);
        if (_leaveBy is not null && _requests.UnderWay == 0) MoveAway();
        else Pump();
    }

    void Greeted(Hello hello)
    {
        if (_state != LinkState.Connecting) return;
        _addresses.Learn(hello.Nodes, _address);
        _options.Learned?.Invoke(_addresses.Learned);
        _node = Texts.CleanLine(hello.Node);
        _maxInFlight = Math.Clamp(hello.Limits.MaxInFlight, 1, _options.MaxInFlight);
        _lastPing = Now;
        if (_login.Resume() is { } resume)
        {
            Enter(LinkState.Resuming);
            Send(new Question(resume, Resumed, Quiet: true, RetryWhenLost: false));
            return;
        }
        Enter(LinkState.Open);
        Pump();
    }

    void Resumed(Reply reply)
    {
        switch (reply)
        {
            case Error { Code: Requests.ConnectionLost }: return;
            case Error { Code: ErrorCodes.BadToken or ErrorCodes.NotLoggedIn } refused: _login.Refused(refused); break;
            case Error error: Redial(error.Message); return;
            default: _login.Answered(null, reply); break;
        }
        Enter(LinkState.Open);
        Pump();
    }

    void Pump()
    {
        while (_state == LinkState.Open && _leaveBy is null)
        {
            if (_requests.Next(_maxInFlight) is { } question) Send(question);
            else if (_requests.UnderWay < _maxInFlight && _outbox.Next(Now) is { } item) Send(Posting(item));
            else return;
        }
    }

    Question Posting(OutboxItem item) => new(item.ToRequest(), Quiet: false, RetryWhenLost: false, Answer: reply =>
    {
        if (reply is Error { Code: Requests.ConnectionLost }) _outbox.Broken();
        else _outbox.Answered(reply, Now);
    });

    void Send(Question question) => _link.Send(Wire.Write(_requests.Begin(question, Now)));

    void SendPing(TimeSpan now)
    {
        _lastPing = now;
        Send(new Question(
            new Ping(), reply => { if (reply is Pong) _link.Emit(new LagMeasured(Now - now)); }, Quiet: true, RetryWhenLost: false));
    }

    void MoveAway()
    {
        _addresses.Avoid(_address);
        Redial("the node is being stopped");
    }

    void Redial(string? why)
    {
        // The number first: whatever the broken link still says is not for the new one.
        _attempt++;
        _leaveBy = null;
        _link.Drop();
        if (_state is LinkState.Open or LinkState.Resuming) _addresses.Avoid(_address);
        _state = LinkState.Waiting;
        _requests.Broken();
        (_address, var wait) = _addresses.Next();
        _dueAt = Now + wait;
        if (wait > TimeSpan.Zero) Enter(LinkState.Waiting, why);
        else Connect(why);
    }

    void Connect(string? why = null)
    {
        _lastHeard = Now;
        Enter(LinkState.Connecting, why);
        _link.Dial(_attempt, _address);
    }

    void Enter(LinkState state, string? why = null)
    {
        if (state is LinkState.Connecting or LinkState.Waiting) _node = null;
        _state = state;
        _link.Emit(new LinkChanged(new LinkStatus(state, _address, _node, why)));
    }
}
