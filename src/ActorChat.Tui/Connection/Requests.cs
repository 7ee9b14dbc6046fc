using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>A request that somebody here waits for.</summary>
/// <param name="Request">Its <c>id</c> is set when it is sent.</param>
/// <param name="Answer">Called once, with the node's reply or a local one.</param>
/// <param name="Quiet">Not to be shown.</param>
/// <param name="RetryWhenLost">Asking twice does no harm: it is asked again when the link breaks before the answer.</param>
sealed record Question(Request Request, Action<Reply> Answer, bool Quiet, bool RetryWhenLost)
{
    /// <summary>When it was last sent, by the client's monotonic clock.</summary>
    public TimeSpan SentAt { get; set; }
}

/// <summary>
/// The requests of one client: those that wait for a link, in order, and those under way, by id. When the link breaks, what
/// may be asked twice goes back to the front of the waiting ones; the rest is answered here, honestly.
/// </summary>
sealed class Requests(ClientOptions options)
{
    /// <summary>The code of the answer that the client gives itself when the link broke before the node's.</summary>
    public const string ConnectionLost = "connection-lost";

    readonly LinkedList<Question> _waiting = new();
    readonly Dictionary<long, Question> _underWay = [];
    long _lastId;

    /// <summary>How many are under way.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Whether a request is under way that changes who is logged in.</summary>
    public bool AnyLogin => _underWay.Values.Any(question => question.Request is Register or Login or Resume or Logout);

    /// <summary>Queues a request; refused when too many wait.</summary>
    public void Add(Question question)
    {
        if (_waiting.Count >= options.MaxWaiting) question.Answer(TooMany);
        else _waiting.AddLast(question);
    }

    /// <summary>The next waiting request to send, or null.</summary>
    public Question? Next(int maxInFlight)
    {
        if (_waiting.First is not { } first || _underWay.Count >= maxInFlight) return null;
        _waiting.RemoveFirst();
        return first.Value;
    }

    /// <summary>Gives a request its id: it is under way from now on.</summary>
    public Request Begin(Question question, TimeSpan now)
    {
        var id = ++_lastId;
        question.SentAt = now;
        _underWay.Add(id, question);
        return question.Request with { Id = id };
    }

    /// <summary>The request that a reply answers, or null.</summary>
    public Question? End(long id) => _underWay.Remove(id, out var question) ? question : null;

    /// <summary>The link broke.</summary>
    public void Broken()
    {
        var lost = _underWay.OrderByDescending(entry => entry.Key).Select(entry => entry.Value).ToList();
        _underWay.Clear();
        foreach (var question in lost)
        {
            if (question.RetryWhenLost) _waiting.AddFirst(question);
            else question.Answer(Lost);
        }
    }

    /// <summary>When the oldest of those under way was sent; null when none is.</summary>
    public TimeSpan? Oldest => _underWay.Count == 0 ? null : _underWay.Values.Min(question => question.SentAt);

    /// <summary>Whether one under way was sent before this moment.</summary>
    public bool AnyOlderThan(TimeSpan moment) => _underWay.Values.Any(question => question.SentAt < moment);

    static Error Lost =>
        new(ConnectionLost, "The connection was lost before the answer came: look whether it has happened, and try again.");

    static Error TooMany => new(ErrorCodes.Overloaded, "Too many requests wait for a connection: try again when it is back.");
}
