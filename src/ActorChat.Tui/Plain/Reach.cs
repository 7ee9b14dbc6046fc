using ActorChat.Tui.Connection;

namespace ActorChat.Tui.Plain;

/// <summary>How long to look for a node: for ever, or only as long as a script should hang.</summary>
/// <param name="waits">For ever.</param>
/// <param name="time">For waiting.</param>
sealed class Reach(bool waits, TimeProvider time) : IDisposable
{
    /// <summary>Without any connection yet, one is looked for so long: several rounds over all addresses.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(10);

    /// <summary>Once there was one, so long: longer than a node's failure takes to be healed.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(60);

    readonly CancellationTokenSource _given = new();
    ITimer? _timer;
    bool _isOpen, _wasOpen;

    /// <summary>Cancelled when there is no node, and nobody wants to wait for one.</summary>
    public CancellationToken GivenUp => _given.Token;

    /// <summary>The certificate for which it was given up; null when that was not the reason.</summary>
    public Stranger? Refused { get; private set; }

    /// <summary>
    /// A node's certificate was refused. Before there was any connection this is for whoever started the program to settle, and is not
    /// waited for.
    /// </summary>
    public void Refuse(Stranger stranger)
    {
        if (_wasOpen || Refused is not null) return;
        Refused = stranger;
        _given.Cancel();
    }

    /// <summary>Begins to look.</summary>
    public void Begin() => Look(First);

    /// <summary>The link has changed.</summary>
    public void Take(LinkStatus link)
    {
        var isOpen = link.State is LinkState.Open;
        if (isOpen == _isOpen) return;
        _isOpen = isOpen;
        _wasOpen |= isOpen;
        _timer?.Dispose();
        if (!isOpen) Look(Again);
    }

    void Look(TimeSpan patience)
    {
        if (!waits) _timer = time.CreateTimer(_ => _given.Cancel(), null, patience, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _given.Dispose();
    }
}
