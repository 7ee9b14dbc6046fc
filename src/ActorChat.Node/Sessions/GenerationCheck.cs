using ActorChat.Node.Stores;

namespace ActorChat.Node.Sessions;

/// <summary>
/// Whether a resuming client's cursors stand for the events that it has: not where a backup was restored, and other events have been
/// committed under the same numbers since.
/// </summary>
/// <param name="services">The node.</param>
/// <param name="generation">That of the client's cursors; null when it told none, and then nothing is looked at.</param>
sealed class GenerationCheck(ChatServices services, string? generation)
{
    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    readonly IReadOnlyList<string> known = services.Actors.Generations;

    /// <summary>That of the cluster as the session began; null when it is not known.</summary>
    public string? Current => known.Count > 0 ? known[^1] : null;

    /// <summary>
    /// Whether the event that a cursor stands for is another than the client has. Nothing is read for a client of this generation. While
    /// the store does not answer, it is asked again.
    /// </summary>
    /// <param name="feed">Which feed.</param>
    /// <param name="cursor">The number of the event.</param>
    /// <param name="ended">Gives up: then nothing is said any more.</param>
    public async Task<bool> IsAnothers(EntityId feed, long cursor, CancellationToken ended)
    {
        if (generation is null || generation == Current || cursor < 1) return false;
        // It began after the backup was made, or is older than all that the store remembers.
        if (!known.Contains(generation)) return true;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                return await services.Store.IsAfterGeneration(feed, cursor, generation, CancellationToken.None);
            }
            catch (StoreUnavailableException)
            {
                await Task.Delay(RetryAfter, services.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        return false;
    }
}
