using ActorChat.Messages;

namespace ActorChat.Tui.Commands;

/// <summary>A request that destroys what can't be had back.</summary>
/// <param name="Question">What is asked before, on the screen.</param>
/// <param name="Asked">The request, saying whether its user knows what it destroys.</param>
sealed record Loss(string Question, Func<bool, Request> Asked);

/// <summary>
/// All requests that destroy something. A node that is told that nobody has confirmed them says first what would be gone.
/// </summary>
static class Destroying
{
    /// <summary>What is lost by this; null when nothing is. Who leaves a room destroys it only as its last member.</summary>
    public static Loss? Of(Request request) => request switch
    {
        DeleteRoom delete => new(
            $"Delete the room {Texts.CleanLine(delete.Room)} with all its messages, for everybody?", yes => delete with { Confirm = yes }),
        LeaveRoom leave => new(
            $"You are the last in {Texts.CleanLine(leave.Room)}: with you the room and its messages go. Leave it?",
            yes => leave with { Confirm = yes }),
        DeleteDialogue delete => new(
            $"Delete the dialogue with {Texts.CleanLine(delete.User)} with all its messages, for both of you?",
            yes => delete with { Confirm = yes }),
        DeleteFile delete => new(
            $"Delete the file {Texts.CleanLine(delete.Key)}, for everybody?", yes => delete with { Confirm = yes }),
        _ => null,
    };
}
