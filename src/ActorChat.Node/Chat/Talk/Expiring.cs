using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>How messages disappear when their time has come: from the screens by an event, and from the store in the same commit.</summary>
static class Expiring
{
    /// <summary>The letter has come.</summary>
    /// <param name="log">The messages.</param>
    /// <param name="lifetime">How long they live; null: for ever.</param>
    /// <param name="letter">What the letter says.</param>
    /// <param name="context">Now.</param>
    public static Effect Next(MessageLog log, TimeSpan? lifetime, ExpireDue letter, CommandContext context)
    {
        var lives = log.Living;
        if (lifetime is not { } life || letter.Generation != lives.Generation) return Effect.None;
        var ranges = lives.Due(context.Now, life);
        if (ranges.Count == 0) return new Effect { Letters = Letters(lives, life, context) };
        var expired = new Expired(ranges, lives.GoneAfter(ranges, log.Ordinal));
        return new Effect
        {
            Events = [new EventDraft(expired)],
            Letters = Letters(lives.Without(expired), life, context),
            Purges = [.. ranges.Select(range => Purge(range, log.LastAbout))],
        };
    }

    /// <summary>The letter that an effect needs, if it brings the first run that has a time, or another lifetime.</summary>
    /// <param name="before">What lived before the effect.</param>
    /// <param name="after">What lives after it.</param>
    /// <param name="lifetime">How long, after it.</param>
    /// <param name="context">Now.</param>
    public static IReadOnlyList<LetterDraft> Wake(Lives before, Lives after, TimeSpan? lifetime, CommandContext context) =>
        lifetime is { } life && (!before.Ticks || before.Generation != after.Generation) ? Letters(after, life, context) : [];

    static IReadOnlyList<LetterDraft> Letters(Lives lives, TimeSpan lifetime, CommandContext context) => lives.NextDue(lifetime) is { } due
        ? [new LetterDraft(context.Self, new ExpireDue(lives.Generation), due)]
        : [];

    // What people did besides talking stays; older events of expiring and of delivery are contained in later ones.
    static PurgeRange Purge(SeqRange range, long lastAbout) => new(range.From, range.To + 1)
    {
        Types = [MessageTypes.Posted, MessageTypes.Expired, MessageTypes.Delivered],
        AboutBefore = lastAbout >= range.From ? lastAbout + 1 : 0,
    };
}
