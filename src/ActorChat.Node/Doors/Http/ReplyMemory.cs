using System.Security.Cryptography;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Answers to requests that came with an <c>Idempotency-Key</c>: the same request again under the same key gets the same answer, and is not
/// made again, nor made twice at once. It is this node's memory alone, for some minutes; messages have keys that outlive everything, see
/// <see cref="MessageKeys"/>.
/// </summary>
sealed class ReplyMemory(HttpOptions options, TimeProvider time)
{
    static readonly Error Reused = new(ErrorCodes.KeyReused, "this Idempotency-Key was used for another request: take a new one.");

    readonly Lock gate = new();
    readonly Dictionary<string, Kept> kept = [];
    readonly Queue<string> oldestFirst = [];

    sealed record Kept(string Request, long Since, Task<Answering.Answered> Answer);

    /// <summary>The answer of the first time, or that of now.</summary>
    /// <param name="user">Keys are each user's own.</param>
    /// <param name="key">As in the header.</param>
    /// <param name="json">The whole request.</param>
    /// <param name="ask">Makes it.</param>
    public async Task<Answering.Answered> Once(string user, string key, ReadOnlyMemory<byte> json, Func<Task<Answering.Answered>> ask)
    {
        var (place, request) = ($"{user} {key}", Convert.ToHexString(SHA256.HashData(json.Span)));
        Task<Answering.Answered> answer;
        lock (gate)
        {
            Forget();
            if (kept.TryGetValue(place, out var before) && before.Request != request) return new(Frames.Reply(0, Reused), Reused);
            answer = before?.Answer ?? Keep(place, request, ask);
        }
        var answered = await answer;
        // Nothing came about, or nobody knows: the next time is another attempt, and may say more. What is large is only read, and is
        // asked for again.
        if (answered.Fault is { Code: var code } && (ErrorCodes.IsTransient(code) || code == ErrorCodes.ConfirmNeeded)
            || answered.Frame.Length > options.MaxRememberedReplyBytes)
        {
            Drop(place, answer);
        }
        return answered;
    }

    // Under gate, as all below but Drop.
    Task<Answering.Answered> Keep(string place, string request, Func<Task<Answering.Answered>> ask)
    {
        var answer = ask();
        kept[place] = new(request, time.GetTimestamp(), answer);
        oldestFirst.Enqueue(place);
        return answer;
    }

    void Forget()
    {
        while (oldestFirst.TryPeek(out var place) && (kept.Count >= options.MaxRememberedReplies || IsOver(place)))
        {
            oldestFirst.Dequeue();
            kept.Remove(place);
        }
    }

    bool IsOver(string place) => !kept.TryGetValue(place, out var one) || time.GetElapsedTime(one.Since) > options.RememberReplies;

    void Drop(string place, Task<Answering.Answered> answer)
    {
        lock (gate)
        {
            if (kept.TryGetValue(place, out var one) && one.Answer == answer) kept.Remove(place);
        }
    }
}
