using System.Security.Cryptography;
using System.Text;

namespace ActorChat.Node.Stores.Sqlite;

/// <summary>
/// A queue of the processes that want to write one database file. SQLite makes whoever finds the file locked sleep and try
/// again, which starves some for seconds under load; a lease would run out. This is only about fairness: what keeps writers
/// apart is SQLite's lock, so a turn that is not had in time is done without.
/// </summary>
/// <remarks>The turn belongs to a thread: whoever enters leaves. A process that dies in its turn gives it up.</remarks>
sealed class WriteTurn : IDisposable
{
    readonly Mutex mutex;

    public WriteTurn(string fullPath)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(fullPath)))[..32];
        mutex = new Mutex(false, $"actorchat-{hash}", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
    }

    /// <summary>Waits for the turn. False when it was not had in time.</summary>
    public bool Enter(TimeSpan timeout)
    {
        try
        {
            return mutex.WaitOne(timeout);
        }
        catch (AbandonedMutexException)
        {
            // The one before died in its turn; SQLite has rolled back what it left.
            return true;
        }
    }

    public void Leave() => mutex.ReleaseMutex();

    public void Dispose() => mutex.Dispose();
}
