using ActorChat.Node.Behaviours;

namespace ActorChat.Node.Chat;

/// <summary>
/// Deletes the events of a deleted room or dialogue for good, a slice per commit, so that no commit holds the store for long.
/// Nobody can read them meanwhile: what may be read begins at the new creation.
/// </summary>
static class Purging
{
    /// <summary>Most events that one commit deletes.</summary>
    public const int MaxSliceEvents = 5_000;

    /// <summary>
    /// The letter that sets it going: everything from the creation up to (not with) the deletion. The event before the creation, where
    /// there is one, is the deletion of a namesake, which nothing needs any more; but it goes last: as long as anything of this one is
    /// left, it takes those off who come from the namesake.
    /// </summary>
    public static LetterDraft Begin(EntityId self, long created, long deleted) =>
        new(self, new PurgeNext(created, deleted, created > 1 ? created - 1 : null));

    /// <summary>One slice, and a letter for the next.</summary>
    public static Effect Next(PurgeNext purge, CommandContext context)
    {
        if (purge.From >= purge.To) return Effect.None;
        var end = Math.Min(purge.From + MaxSliceEvents, purge.To);
        return new Effect
        {
            Purges = [new PurgeRange(purge.From, end)],
            Letters = end < purge.To ? [new LetterDraft(context.Self, purge with { From = end })]
                : purge.Former is { } former ? [new LetterDraft(context.Self, new PurgeNext(former, former + 1))]
                : [],
        };
    }
}
