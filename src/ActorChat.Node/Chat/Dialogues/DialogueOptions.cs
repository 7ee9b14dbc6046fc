namespace ActorChat.Node.Chat.Dialogues;

/// <summary>What holds in dialogues.</summary>
public sealed record DialogueOptions
{
    /// <summary>
    /// How long a message lives after it was delivered to the other one; off: for ever. Holds for dialogues that are opened from then on.
    /// </summary>
    public required TimeSpan? MessageLifetime { get; init; }
}
