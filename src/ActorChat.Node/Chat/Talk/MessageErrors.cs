using System.Globalization;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>What is said no with when somebody wants to do something to a message.</summary>
static class MessageErrors
{
    public static Error Unknown(long message, string feed) => new(ErrorCodes.UnknownMessage, string.Create(CultureInfo.InvariantCulture,
        $"there is no message #{message} in {Title(feed)}, or not any more: /history shows the numbers."));

    public static Error Deleted(Target target) => new(ErrorCodes.UnknownMessage, string.Create(CultureInfo.InvariantCulture,
        $"#{target.Seq} was deleted by {target.Notes.DeletedBy}: there is nothing left of it."));

    public static Error NotYours(Target target) => new(ErrorCodes.NotAllowed, string.Create(CultureInfo.InvariantCulture,
        $"#{target.Seq} is {target.By}'s, who alone can change it: /comment {target.Seq} <text> says something under it."));

    public static Error NotYoursToDelete(Target target) => new(ErrorCodes.NotAllowed, string.Create(CultureInfo.InvariantCulture,
        $"#{target.Seq} is {target.By}'s: only they or an admin of the room can delete it."));

    public static Error BadReaction { get; } = new(ErrorCodes.BadReaction,
        $"a reaction is one emoji or a short word without spaces, at most {ProtocolLimits.MaxReactionChars} characters: "
            + "/react <message> 👍.");

    public static Error TooManyReactions(Target target) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"#{target.Seq} has as many reactions as a message may have ({ProtocolLimits.MaxReactions} different ones, of "
            + $"{ProtocolLimits.MaxReactors} users): ")
        + "/comment says something under it.");

    static string Title(string feed) => feed[(feed.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
