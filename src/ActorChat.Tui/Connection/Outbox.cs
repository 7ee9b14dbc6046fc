using System.Globalization;
using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Connection;

/// <summary>
/// The messages that are not acknowledged yet, in the order in which they were written. Only the first is ever under way,
/// so that a room sees them in this order; it keeps its key over every retry, so that a room takes it once. A message
/// leaves the outbox acknowledged or refused, never silently.
/// </summary>
sealed class Outbox(ClientOptions options, Action<ClientEvent> emit)
{
    sealed record Entry(OutboxItem Item, string? Owner, Action<Reply> Answer)
    {
        public int Tries { get; set; }
        public TimeSpan NotBefore { get; set; }
    }

    readonly LinkedList<Entry> _entries = new();
    long _lastNumber;
    bool _underWay;

    /// <summary>How many are not acknowledged.</summary>
    public int Count => _entries.Count;

    /// <summary>Takes a message, written by this user (null: by nobody who is logged in; the node will say so).</summary>
    public void Add(
        bool isPrivate, string target, string text, string? file, string? owner, Action<Reply> answer, MessagePlace? under = null)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{options.Device}:{++_lastNumber}");
        var item = new OutboxItem(key, isPrivate, target, text, file, under);
        if (_entries.Count >= options.MaxOutbox)
        {
            Refuse(new Entry(item, owner, answer),
                new Error(ErrorCodes.Overloaded, "Too many messages wait to be sent: try again when they are through."));
            return;
        }
        _entries.AddLast(new Entry(item, owner, answer));
        emit(new OutboxChanged(item, OutboxState.Pending));
    }

    /// <summary>When <see cref="Next"/> has one that waits for its time; null when none does.</summary>
    public TimeSpan? DueAt => _underWay ? null : _entries.First?.Value.NotBefore;

    /// <summary>The message to send now, or null. It is under way until <see cref="Answered"/> or <see cref="Broken"/>.</summary>
    public OutboxItem? Next(TimeSpan now)
    {
        if (_underWay || _entries.First?.Value is not { } head || head.NotBefore > now) return null;
        _underWay = true;
        return head.Item;
    }

    /// <summary>The link broke: the first message may or may not be in its room. It is sent again with the same key.</summary>
    public void Broken() => _underWay = false;

    /// <summary>The node's answer to the message under way.</summary>
    public void Answered(Reply reply, TimeSpan now)
    {
        if (!_underWay || _entries.First?.Value is not { } head) return;
        _underWay = false;
        if (reply is Error error && Retryable.Post(error))
        {
            Delay(head, error, now);
            return;
        }
        _entries.RemoveFirst();
        if (reply is Error refusal) Refuse(head, refusal);
        else
        {
            emit(new OutboxChanged(head.Item, OutboxState.Posted));
            head.Answer(reply);
        }
    }

    /// <summary>Refuses what somebody else than this user wrote; null: nobody is logged in any more, by their own wish.</summary>
    public void KeepOnly(string? owner)
    {
        var others = _entries.Where(entry => owner is null || (entry.Owner is not null && !Names.Same(entry.Owner, owner))).ToList();
        foreach (var entry in others)
        {
            if (entry == _entries.First?.Value) _underWay = false;
            _entries.Remove(entry);
            Refuse(entry, new Error(ErrorCodes.NotLoggedIn, "It was not sent before its author logged out."));
        }
    }

    void Delay(Entry head, Error error, TimeSpan now)
    {
        var wait = Backoff.Of(head.Tries++, options.FirstWait, options.LongestWait, options.Jitter());
        var asked = TimeSpan.FromMilliseconds(Math.Clamp(error.RetryAfterMs ?? 0, 0, 3_600_000));
        head.NotBefore = now + (asked > wait ? asked : wait);
        emit(new OutboxChanged(head.Item, OutboxState.Delayed, error));
    }

    void Refuse(Entry entry, Error refusal)
    {
        emit(new OutboxChanged(entry.Item, OutboxState.Refused, refusal));
        entry.Answer(refusal);
    }
}
