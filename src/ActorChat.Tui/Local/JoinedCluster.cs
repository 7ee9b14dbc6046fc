namespace ActorChat.Tui.Local;

/// <summary>
/// The cluster of another client. Its nodes come back at other addresses when they have to be started again, or when
/// another client starts them after the first has left; the address file says where.
/// </summary>
sealed class JoinedCluster : ILocalCluster
{
    const string Left = "The client that ran the cluster has left, and the cluster with it. Start it again with the same command; this client will find it.";

    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    readonly DataFolder _folder;
    readonly ITimer _timer;
    readonly Lock _sync = new();
    bool _gone;

    public JoinedCluster(DataFolder folder, IReadOnlyList<string> addresses, TimeProvider time)
    {
        (_folder, Addresses) = (folder, addresses);
        _timer = time.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Addresses { get; private set; }

    /// <inheritdoc/>
    public Action<string>? Noted { get; set; }

    /// <inheritdoc/>
    public Action<IReadOnlyList<string>>? Moved { get; set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    // A slow disk must not make two looks at once.
    void Look()
    {
        if (!_sync.TryEnter()) return;
        try
        {
            var addresses = _folder.ReadAddresses();
            if (addresses is null && !_gone) Noted?.Invoke(Left);
            _gone = addresses is null;
            if (addresses is null || addresses.SequenceEqual(Addresses)) return;
            Addresses = addresses;
            Moved?.Invoke(addresses);
        }
        finally
        {
            _sync.Exit();
        }
    }
}
