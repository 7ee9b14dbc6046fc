using ActorChat.Messages;

namespace ActorChat.Tui.Plain;

/// <summary>What the client without a screen says by itself, where it can't ask.</summary>
static class PlainSentences
{
    public const string NoNode = "No node could be reached: look at the address, or wait for one with --wait.";

    public const string NeedsYes = "nothing was done; --yes on the command line does it without asking.";

    public const string LeaveAnyway = "Nothing was done; --yes on the command line, or the end of input, leaves all the same.";

    public static Error Confirm(Error refusal) =>
        refusal with { Message = refusal.Message.Replace(Confirming.AskAgain, NeedsYes, StringComparison.Ordinal) };

    public static string NotOpen(string with) => $"The dialogue with {with} is not open: /open_dialogue {with} opens it.";
}
