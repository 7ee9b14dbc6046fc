using ActorChat.Messages;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Connection;

/// <summary>
/// What this client has received in dialogues, live or in pages of history: the node is told, once a second and dialogue at most,
/// because a message's lifetime there begins with it.
/// </summary>
sealed class Receipts
{
    static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    // The answer may have been lost with a link.
    static readonly TimeSpan TellAgain = TimeSpan.FromSeconds(10);

    static readonly TimeSpan Never = TimeSpan.MaxValue;

    readonly Dictionary<string, Receipt> _byFeed = new(StringComparer.Ordinal);

    sealed class Receipt(string with)
    {
        public string With => with;
        public long Seq { get; set; }
        public long Ordinal { get; set; }
        public long Known { get; set; }
        public long Told { get; set; }
        public TimeSpan? ToldAt { get; set; }
    }

    /// <summary>Forgets all: another user.</summary>
    public void Clear() => _byFeed.Clear();

    /// <summary>Takes note of what came.</summary>
    /// <param name="frame">From the node.</param>
    /// <param name="me">Who is logged in.</param>
    public void Take(object frame, string? me)
    {
        if (me is null) return;
        switch (frame)
        {
            case Posted { Feed: { } feed } posted: Received(feed, posted, me); break;
            case HistoryPage page:
                foreach (var posted in page.Events.OfType<Posted>()) Received(page.Feed, posted, me);
                break;
            case DialogueState state when Of(state.Feed, me) is { } receipt: receipt.Known = Math.Max(receipt.Known, state.Received); break;
            case Unfollowed gone: _byFeed.Remove(gone.Feed); break;
            case Delivered { Feed: { } feed } delivered when Names.Same(delivered.By, me) && Of(feed, me) is { } receipt:
                receipt.Known = Math.Max(receipt.Known, delivered.UpTo);
                break;
        }
    }

    /// <summary>When something is due to be told; null when nothing will be.</summary>
    public TimeSpan? DueAt =>
        _byFeed.Values.Where(IsUntold).Select(DueOf).DefaultIfEmpty(Never).Min() is var due && due < Never ? due : null;

    /// <summary>What is due to be told.</summary>
    public IReadOnlyList<MarkDelivered> Due(TimeSpan now)
    {
        var due = _byFeed.Values.Where(receipt => IsUntold(receipt) && DueOf(receipt) <= now).ToList();
        foreach (var receipt in due) (receipt.Told, receipt.ToldAt) = (receipt.Seq, now);
        return [.. due.Select(receipt => new MarkDelivered(receipt.With, receipt.Seq, receipt.Ordinal))];
    }

    static bool IsUntold(Receipt receipt) => receipt.Seq > receipt.Known;

    // At once, the first time.
    static TimeSpan DueOf(Receipt receipt) =>
        receipt.ToldAt is { } at ? at + (receipt.Told < receipt.Seq ? TellEvery : TellAgain) : TimeSpan.Zero;

    void Received(string feed, Posted posted, string me)
    {
        if (Names.Same(posted.By, me) || Of(feed, me) is not { } receipt || posted.Seq <= receipt.Seq) return;
        (receipt.Seq, receipt.Ordinal) = (posted.Seq, posted.Ordinal);
    }

    Receipt? Of(string feed, string me)
    {
        if (_byFeed.TryGetValue(feed, out var known)) return known;
        return FeedName.Partner(feed, me) is { } with ? _byFeed[feed] = new Receipt(with) : null;
    }
}
