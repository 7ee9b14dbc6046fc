using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Dialogues;

/// <summary>What a dialogue says no with.</summary>
static class DialogueErrors
{
    public static Error Yourself { get; } = new(ErrorCodes.Yourself,
        "you can't have a dialogue with yourself: /open_dialogue <user_name> with somebody else's name.");

    public static Error OpenAlready(string other) => new(ErrorCodes.DialogueOpen,
        $"the dialogue with {other} is open already: /send_private {other} <message> writes to it.");

    public static Error NotOpen(string other) => new(ErrorCodes.DialogueNotOpen,
        $"the dialogue with {other} is not open: /open_dialogue {other} opens it.");

    public static Error Confirm(string other, long messages) => new(ErrorCodes.ConfirmNeeded, string.Create(CultureInfo.InvariantCulture,
        $"this deletes the dialogue with {other} for good, for both of you, with all that was said ({messages}): ")
        + Confirming.AskAgain);

    public static Error BadMark { get; } = new(ErrorCodes.BadField, "upTo and ordinal count from 0: give those of the message received.");

    // The same words whether it is open or not: strangers learn nothing.
    public static Error NotYours { get; } = new(ErrorCodes.NotAllowed,
        "this dialogue is between two others: /open_dialogue <user_name> opens one of your own.");
}
