namespace ActorChat.Tui.Local;

/// <summary>
/// The cluster of another client. Its nodes come back at other addresses when they have to be started again, or when
/// another client starts them after the first has left; the address file says where, and the system says when it changes.
/// </summary>
sealed class JoinedCluster(DataFolder folder, IReadOnlyList<string> addresses, TimeProvider time) : ILocalCluster
{
    const string Left = "The client that ran the cluster has left, and the cluster with it. Start it again with the same command; this "
        + "client will find it.";

    // Where the system has no watch to give.
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    readonly Lock _sync = new();
    IDisposable? _watch;
    bool _gone;

    /// <inheritdoc/>
    public IReadOnlyList<string> Addresses { get; private set; } = addresses;

    /// <summary>As others have it. From the moment on that it is set there is somebody to tell, and the file is watched.</summary>
    public Action<string>? Noted
    {
        get;
        set
        {
            field = value;
            _watch ??= folder.Watch(Look) ?? (IDisposable)time.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
            Look();
        }
    }

    /// <inheritdoc/>
    public Action<IReadOnlyList<string>>? Moved { get; set; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _watch?.Dispose();
        return ValueTask.CompletedTask;
    }

    void Look()
    {
        lock (_sync)
        {
            var found = folder.ReadAddresses();
            if (found is null && !_gone) Noted?.Invoke(Left);
            _gone = found is null;
            if (found is null || found.SequenceEqual(Addresses)) return;
            Addresses = found;
            Moved?.Invoke(found);
        }
    }
}
