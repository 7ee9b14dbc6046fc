using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>What a room or dialogue keeps in its state of the messages that its journal holds.</summary>
/// <param name="Ordinal">Messages since it was created.</param>
/// <param name="Sent">The keys they came with.</param>
public sealed record MessageLog(long Ordinal, SentMemory Sent)
{
    /// <summary>No message yet.</summary>
    public static MessageLog Empty { get; } = new(0, SentMemory.Empty);

    /// <summary>
    /// For a room or dialogue that is deleted, and perhaps made anew: no message, but the keys stay, so that a message that was
    /// posted before, and whose answer was lost, is not posted again after.
    /// </summary>
    public MessageLog Anew() => this with { Ordinal = 0 };

    /// <summary>With a message that was committed.</summary>
    public MessageLog Apply(Posted posted, long seq) =>
        new(posted.Ordinal, PostKey.TryParse(posted.Key, out var key) ? Sent.Accept(posted.By, key, seq) : Sent);
}
