using ActorChat.Messages;

namespace ActorChat.Tui.Files;

/// <summary>
/// Asks again while the cluster says "not now": a shard moves, a node dies, a store is away. Everything that a transfer asks may be
/// asked twice. What is refused for good is passed on at once.
/// </summary>
/// <param name="ask">Asks the node; never throws; itself waits for a lost connection to be back.</param>
/// <param name="time">For waiting.</param>
sealed class Patience(Func<Request, Task<Reply>> ask, TimeProvider time)
{
    // Longer than any failover and any restart of a node, shorter than a person waits without asking why.
    static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(3);

    static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250), LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>The first answer that is not "not now", or the last one before it gave up.</summary>
    public async Task<Reply> Ask(Request request)
    {
        var began = time.GetTimestamp();
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            var reply = await ask(request);
            if (reply is not Error error || !ErrorCodes.IsTransient(error.Code) || time.GetElapsedTime(began) > GiveUpAfter) return reply;
            await Task.Delay(wait, time);
        }
    }
}
