using System.Collections.Concurrent;

namespace ActorChat.Node.Former.Links;

/// <summary>What was asked over links and is not answered yet, by correlation number. Everything ends: by answer, reset or deadline.</summary>
/// <typeparam name="T">The answer.</typeparam>
sealed class PendingAnswers<T>(TimeProvider time) where T : class
{
    readonly ConcurrentDictionary<long, Question> pending = new();
    readonly Deadlines deadlines = new(time);
    long last;

    /// <summary>A new number, and the wait for its answer: null when the link broke or the time ran out.</summary>
    /// <param name="peer">Who is asked.</param>
    /// <param name="timeout">From now.</param>
    /// <param name="atOnce">Is given the answer before anything else that the peer sent later.</param>
    public (long Number, Task<T?> Answer) Begin(string peer, TimeSpan timeout, Action<T>? atOnce = null)
    {
        var question = new Question(this, Interlocked.Increment(ref last), peer, deadlines.After(timeout), atOnce);
        pending[question.Number] = question;
        deadlines.Add(question);
        return (question.Number, question.Answer);
    }

    /// <summary>An answer came; one that nobody waits for any more is dropped.</summary>
    public void End(long number, T answer) => Take(number)?.End(answer);

    /// <summary>The question was never sent, or will not be answered.</summary>
    public void Forget(long number) => Take(number)?.End(null);

    /// <summary>A link broke: its questions will not be answered.</summary>
    public void Reset(string peer)
    {
        foreach (var (number, question) in pending)
        {
            if (question.Peer == peer) Forget(number);
        }
    }

    // Whoever takes it ends it.
    Question? Take(long number)
    {
        if (!pending.TryRemove(number, out var question)) return null;
        deadlines.Remove(question);
        return question;
    }

    sealed class Question : IDeadlined
    {
        readonly TaskCompletionSource<T?> done = Completion.Source<T?>();
        readonly PendingAnswers<T> all;
        readonly Action<T>? atOnce;

        public Question(PendingAnswers<T> all, long number, string peer, long deadline, Action<T>? atOnce)
        {
            (this.all, Number, Peer, Deadline, this.atOnce) = (all, number, peer, deadline, atOnce);
            Place = new(this);
        }

        public long Number { get; }

        public string Peer { get; }

        public long Deadline { get; }

        public LinkedListNode<IDeadlined> Place { get; }

        public Task<T?> Answer => done.Task;

        public void End(T? answer)
        {
            if (answer is not null) atOnce?.Invoke(answer);
            done.TrySetResult(answer);
        }

        public void Expire() => all.Forget(Number);
    }
}
