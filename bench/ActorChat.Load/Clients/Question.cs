namespace ActorChat.Load.Clients;

/// <summary>An answer, with the timestamps of the question's sending and its own receiving.</summary>
readonly record struct Answer(string Text, long SentAt, long ReceivedAt);

/// <summary>Something asked of a node that is not answered yet.</summary>
sealed class Question(string client, string type)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly TaskCompletionSource<Answer> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As a timestamp.</summary>
    public long SentAt { get; set; }

    /// <summary>The answer; an error is an exception.</summary>
    public Task<Answer> Answer => done.Task.WaitAsync(Patience);

    public void End(string text, long now)
    {
        if (text.Contains("\"type\":\"error\"", StringComparison.Ordinal))
        {
            done.TrySetException(new InvalidOperationException($"{client} was refused {type}: {text}"));
        }
        else done.TrySetResult(new(text, SentAt, now));
    }

    /// <summary>The connection is over.</summary>
    public void Fail() => done.TrySetException(new IOException($"the connection of {client} ended"));
}
