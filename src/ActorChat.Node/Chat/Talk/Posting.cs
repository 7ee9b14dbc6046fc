using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>A message that somebody wants to post in a room or dialogue.</summary>
/// <param name="By">Its author.</param>
/// <param name="Text">As the client sent it.</param>
/// <param name="Key">As the client sent it.</param>
/// <param name="FileKey">The file that the client named.</param>
/// <param name="File">What was found under that key.</param>
/// <param name="Once">See <see cref="Act.Once"/>.</param>
readonly record struct Draft(string By, string Text, string Key, string? FileKey, FileLink? File, bool Once = false);

/// <summary>The decision on a message, the same in rooms and dialogues.</summary>
static class Posting
{
    /// <summary>
    /// A repetition is answered before anything else is looked at: it was accepted, whatever has become of its author's
    /// rights since. Another text under its key is none, and is refused rather than taken for it.
    /// </summary>
    /// <param name="log">What was posted before.</param>
    /// <param name="draft">The message.</param>
    /// <param name="refusal">Why its author may not post now; null when they may.</param>
    /// <param name="context">Where it would stand.</param>
    public static Effect Decide(MessageLog log, Draft draft, Error? refusal, CommandContext context)
    {
        if (draft.Once) return refusal is null ? Accept(log, draft, context) : Effects.Refuse(refusal);
        if (!PostKey.TryParse(draft.Key, out var key)) return Effects.Refuse(PostKey.Bad);
        var verdict = log.Sent.Judge(draft.By, key, ContentPrint.Of(Texts.Clean(draft.Text), draft.File?.Key ?? draft.FileKey));
        return verdict.Standing switch
        {
            KeyStanding.Repeated => Effects.Reply(new PostedReply(verdict.Seq)),
            KeyStanding.Reused => Effects.Refuse(Reused(verdict.Seq)),
            _ when refusal is not null => Effects.Refuse(refusal),
            KeyStanding.TooOld => Effects.Refuse(TooOld),
            _ => Accept(log, draft, context),
        };
    }

    static Effect Accept(MessageLog log, Draft draft, CommandContext context)
    {
        var text = Texts.Clean(draft.Text);
        if (Fault(draft, text) is { } fault) return Effects.Refuse(fault);
        var posted = new Posted(draft.By, text, log.Ordinal + 1, draft.Key, draft.File);
        return Effects.Commit(new PostedReply(context.NextSeq), new EventDraft(posted));
    }

    /// <summary>What is wrong with a text that stands alone; null when nothing is.</summary>
    public static Error? Fault(string text) => Fault(default, text);

    /// <summary>For a key from so long ago that nobody knows whether it was used.</summary>
    public static Error TooOld { get; } = new(ErrorCodes.KeyTooOld,
        $"this message comes more than {DeviceMemory.WindowNumbers} messages late, so nobody can tell whether it was sent before: "
        + "look for it in the history, and if it is not there, send it anew under a new key.");

    /// <summary>For a key under which its author has said something else.</summary>
    public static Error Reused(long seq) => new(ErrorCodes.KeyReused, string.Create(CultureInfo.InvariantCulture,
        $"this key was used for another message of yours, #{seq}: nothing was sent; send this one under a new key."));

    static Error? Fault(Draft draft, string text) => draft switch
    {
        { FileKey: not null, File: null } => UnknownFile,
        _ when text.Length > ProtocolLimits.MaxTextChars => TooLong(text.Length),
        { File: null } when string.IsNullOrWhiteSpace(text) => Empty,
        _ => null,
    };

    static Error Empty { get; } = new(ErrorCodes.EmptyText,
        "there is nothing to read in this message: write at least one visible character.");

    static Error TooLong(int chars) => new(ErrorCodes.TextTooLong, string.Create(CultureInfo.InvariantCulture,
        $"the text has {chars} characters and may have {ProtocolLimits.MaxTextChars}: ")
        + "send it in parts, or as a file with /publish_file <path>.");

    static Error UnknownFile { get; } = new(ErrorCodes.UnknownFile,
        "there is no file under this key: publish it with /publish_file <path>, which answers with its key.");
}
