namespace ActorChat.Tui.Connection;

/// <summary>When the next thing is due.</summary>
sealed partial class ClientCore
{
    // What has to be longer ago than a limit.
    static readonly TimeSpan Past = TimeSpan.FromTicks(1);

    /// <summary>How long until <see cref="Tick"/> has something to do, if nothing happens before; not positive: it has.</summary>
    public TimeSpan DueIn => DueAt - Now;

    TimeSpan DeadAfter => _requests.AnyLogin ? _options.DeadAtLoginAfter : _options.DeadAfter;

    TimeSpan DueAt => _state switch
    {
        LinkState.Waiting => _dueAt,
        LinkState.Connecting => _lastHeard + _addresses.Patience + Past,
        _ => OpenDueAt,
    };

    TimeSpan OpenDueAt
    {
        get
        {
            var due = Earlier(_lastHeard + DeadAfter + Past, _lastPing + _options.PingEvery);
            if (_requests.Oldest is { } oldest) due = Earlier(due, oldest + _options.AnswerTimeout + Past);
            if (_leaveBy is { } leaveBy) return Earlier(due, leaveBy);
            if (_state != LinkState.Open) return due;
            if (_receipts.DueAt is { } receipt) due = Earlier(due, receipt);
            return _requests.UnderWay < _maxInFlight && _outbox.DueAt is { } delayed ? Earlier(due, delayed) : due;
        }
    }

    static TimeSpan Earlier(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
