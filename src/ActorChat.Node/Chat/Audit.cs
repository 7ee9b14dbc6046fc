using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>
/// The audit feed: whoever does something by a right of theirs writes a letter to it in the same commit, so that nothing is done without
/// standing there.
/// </summary>
static class Audit
{
    /// <summary>What was done, in stable words.</summary>
    public const string Report = "report", Suspend = "suspend", Dismiss = "dismiss", Ban = "ban", Unban = "unban", Grant = "grant",
        Revoke = "revoke",
        OneTimePassword = "one-time-password", Mute = "mute", Unmute = "unmute";

    /// <summary>A letter for a decision's effect: it stands in the audit feed once what was decided is committed.</summary>
    public static LetterDraft Letter(Audited line) => new(Ids.Moderation, new PutOnRecord(line));
}
