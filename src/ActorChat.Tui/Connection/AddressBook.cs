using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>
/// Which node to try next. The addresses given at start are kept for ever; those that nodes name are replaced by what the
/// next node says. A round over all addresses goes without waiting; only between rounds there is a wait, which doubles.
/// </summary>
sealed class AddressBook(ClientOptions options)
{
    // Enough to come from any sensible patience to the longest.
    const int MaxDoublings = 16;

    readonly List<string> _given = [.. options.Addresses.Distinct()];
    List<string> _learned = [];
    string? _avoid;
    readonly HashSet<string> _triedThisRound = [];
    int _emptyRounds;

    /// <summary>All of them, the ones that nodes named first: they are the ones that lived last.</summary>
    public IReadOnlyList<string> All => [.. _learned.Concat(_given).Distinct()];

    /// <summary>Nodes that a node named last.</summary>
    public IReadOnlyList<string> Learned => _learned;

    /// <summary>Nodes that a node named.</summary>
    public void Learn(IReadOnlyList<string> addresses, string from) => _learned =
    [
        .. addresses.Where(address => !string.IsNullOrWhiteSpace(address)).Take(64)
            .Select(address => WithSchemeOf(from, address)).Where(address => !IsStepDown(from, address)),
    ];

    /// <summary>Addresses that are good from now on, whatever was given at start.</summary>
    public void Give(IReadOnlyList<string> addresses)
    {
        _given.Clear();
        _given.AddRange(addresses.Distinct());
    }

    /// <summary>A node that is leaving, or has just died, is tried last.</summary>
    public void Avoid(string address) => _avoid = address;

    /// <summary>The link works: the next round begins afresh.</summary>
    public void Succeeded()
    {
        _triedThisRound.Clear();
        _emptyRounds = 0;
        _avoid = null;
    }

    /// <summary>How long the next address may take to answer.</summary>
    public TimeSpan Patience =>
        TimeSpan.FromTicks(Math.Min(options.LongestDial.Ticks, options.DialTimeout.Ticks << Math.Min(_emptyRounds, MaxDoublings)));

    /// <summary>The next address, and how long to wait before.</summary>
    public (string Address, TimeSpan Wait) Next()
    {
        var wait = TimeSpan.Zero;
        var left = Untried();
        if (left.Count == 0)
        {
            _triedThisRound.Clear();
            wait = Backoff.Of(_emptyRounds++, options.FirstWait, options.LongestWait, options.Jitter());
            left = Untried();
        }
        var address = left.FirstOrDefault(candidate => candidate != _avoid) ?? left[0];
        _triedThisRound.Add(address);
        return (address, wait);
    }

    List<string> Untried() => [.. All.Where(address => !_triedThisRound.Contains(address))];

    // Who wrote with TLS or without means all of the cluster.
    static string WithSchemeOf(string from, string address) =>
        NodeAddress.HasScheme(from) && !NodeAddress.HasScheme(address) ? NodeAddress.With(address, NodeAddress.IsSecure(from)) : address;

    // A client that came with TLS does not go without it over a network because it was told to.
    static bool IsStepDown(string from, string address)
    {
        try
        {
            return NodeAddress.IsSecure(from) && !NodeAddress.IsSecure(address)
                && !NodeAddress.IsLoopback(NodeAddress.UriOf(address, "/").Host);
        }
        catch (UriFormatException)
        {
            // It fails when it is dialled, with a sentence.
            return false;
        }
    }
}
