namespace ActorChat.Node.Chat.Talk;

/// <summary>The types of events about messages, as they stand in the journal. A test compares them with the wire's.</summary>
public static class MessageTypes
{
    /// <summary>See <see cref="Messages.Posted"/>.</summary>
    public const string Posted = "posted";

    /// <summary>See <see cref="Messages.MessageDeleted"/>.</summary>
    public const string Deleted = "message-deleted";

    /// <summary>See <see cref="Messages.Expired"/>.</summary>
    public const string Expired = "expired";

    /// <summary>See <see cref="Messages.Delivered"/>.</summary>
    public const string Delivered = "delivered";
}
