using ActorChat.Tui.Files;

namespace ActorChat.Tui.Local;

/// <summary>The cluster could not be started. The message says why, and where to look.</summary>
sealed class LocalClusterFailedException(string message) : Exception(message);

/// <summary>A cluster on this machine that this client may use.</summary>
interface ILocalCluster : IAsyncDisposable
{
    /// <summary>Client addresses of its nodes.</summary>
    IReadOnlyList<string> Addresses { get; }

    /// <summary>Somebody to tell when a node dies, or comes back at another address. Set it once.</summary>
    Action<string>? Noted { get; set; }

    /// <summary>Somebody to tell when the addresses change. Set it once.</summary>
    Action<IReadOnlyList<string>>? Moved { get; set; }
}

/// <summary>
/// Starts a local cluster, or joins the one that another client runs on the same data folder. Who holds the lock file is the
/// starter: the system releases the lock when that process ends, however it ends. The addresses stand in a file that is
/// written when the cluster is ready; whoever finds the lock held waits for that file, and becomes the starter itself when
/// the lock falls free first.
/// </summary>
static class LocalCluster
{
    // Longer than a starter takes to start, even with a lease of a dead node to wait out.
    static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(90);

    static readonly TimeSpan JoinPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>Starts or joins.</summary>
    /// <exception cref="LocalClusterFailedException">Neither went.</exception>
    public static async Task<ILocalCluster> Open(
        int nodes, string dataFolder, TimeProvider time, Action<string> progress, CancellationToken cancel)
    {
        var folder = DataFolder.At(LocalPaths.Expand(dataFolder));
        var began = time.GetTimestamp();
        var told = false;
        while (true)
        {
            if (folder.TryLock() is { } held) return await StartedCluster.Start(nodes, folder, held, time, progress, cancel);
            if (folder.ReadAddresses() is { Count: > 0 } addresses)
            {
                progress($"Joining the cluster that runs on {folder.Path}.");
                return new JoinedCluster(folder, addresses, time);
            }
            if (!told) progress($"Another client is starting the cluster on {folder.Path}; waiting for it.");
            told = true;
            if (time.GetElapsedTime(began) > JoinTimeout)
            {
                throw new LocalClusterFailedException(
                    $"Another client holds {folder.LockFile} but its cluster does not get ready; see {folder.LogFolder}.");
            }
            await Task.Delay(JoinPoll, time, cancel);
        }
    }
}
