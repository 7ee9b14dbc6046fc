using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>
/// Requests that destroy what can't be had back. A node that is told that nobody has confirmed them says first what would be gone.
/// </summary>
static class Destroying
{
    /// <summary>The request, saying whether its user knows what it destroys.</summary>
    public static Request Asked(Request request, bool confirmed) => request switch
    {
        DeleteRoom delete => delete with { Confirm = confirmed },
        LeaveRoom leave => leave with { Confirm = confirmed },
        DeleteDialogue delete => delete with { Confirm = confirmed },
        DeleteFile delete => delete with { Confirm = confirmed },
        _ => request,
    };
}
