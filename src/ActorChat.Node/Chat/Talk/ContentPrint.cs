using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// What a message said, as a number: enough to tell a repetition from another message under the same key. It follows from the event alone,
/// so that a replay comes to the same; of a message that was changed or deleted nothing is known, for its old text is to be gone.
/// </summary>
static class ContentPrint
{
    /// <summary>Nothing is known of it.</summary>
    public const long Unknown = 0;

    // FNV-1a with 64 bits: no secret, and on every node and in every version the same. 53 bits are kept, which JSON numbers hold
    // everywhere.
    const ulong Start = 14695981039346656037, Prime = 1099511628211, Kept = (1UL << 53) - 1;

    /// <summary>Of a message.</summary>
    public static long Of(string text, string? file) => Of(text, file, under: 0);

    /// <summary>Of a comment.</summary>
    public static long OfComment(string text, long under) => Of(text, null, under);

    /// <summary>Of a message as it stands in the journal.</summary>
    public static long Of(Posted posted) =>
        posted.Notes is { Edit: > 0 } or { IsDeleted: true } ? Unknown : Of(posted.Text, posted.File?.Key);

    /// <summary>Of a comment as it stands in the journal.</summary>
    public static long Of(Commented comment) =>
        comment.Notes is { Edit: > 0 } or { IsDeleted: true } ? Unknown : OfComment(comment.Text, comment.Message);

    static long Of(string text, string? file, long under)
    {
        var print = Add(Add(Start, text) * Prime, file ?? "");
        print = (print ^ (ulong)under) * Prime & Kept;
        return print == Unknown ? 1 : (long)print;
    }

    static ulong Add(ulong print, string text)
    {
        foreach (var unit in text) print = (print ^ unit) * Prime;
        return print;
    }
}
