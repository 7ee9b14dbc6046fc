namespace ActorChat.Messages;

/// <summary>How a request is refused that destroys something and that nobody has confirmed.</summary>
public static class Confirming
{
    /// <summary>
    /// How such a refusal ends. It is for whoever writes requests; a client whose user can't, says what its user can do instead.
    /// </summary>
    public const string AskAgain = "nothing was done; ask again with \"confirm\":true if that is meant.";
}
