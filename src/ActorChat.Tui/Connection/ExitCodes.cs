namespace ActorChat.Tui.Connection;

/// <summary>How the program ends. Scripts may rely on these.</summary>
static class ExitCodes
{
    /// <summary>As it was asked to, and everything went well.</summary>
    public const int Done = 0;

    /// <summary>Something did not work; a sentence on standard error says what.</summary>
    public const int Failed = 1;

    /// <summary>The command line was wrong.</summary>
    public const int BadArguments = 2;

    /// <summary>With --plain: something was refused, typed wrongly, or not sent.</summary>
    public const int Refused = 3;

    /// <summary>With --plain: no node could be reached; --wait waits for one.</summary>
    public const int Unreachable = 4;

    /// <summary>
    /// With --plain: the node's certificate is not one that anybody has accepted here; a sentence on standard error says how to.
    /// </summary>
    public const int Untrusted = 5;
}
