namespace ActorChat.Node.Chat.Dialogues;

/// <summary>What holds in dialogues.</summary>
public sealed class DialogueOptions
{
    /// <summary>How long a message lives after it was delivered to the other one; empty: for ever. Holds for dialogues that are opened from then on.</summary>
    public TimeSpan? MessageLifetime { get; set; } = TimeSpan.FromHours(1);
}
