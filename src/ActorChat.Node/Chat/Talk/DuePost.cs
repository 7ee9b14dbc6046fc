using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>A scheduled message that has come to its room or dialogue: it is posted as any other, or its author is told why not.</summary>
public static class DuePost
{
    /// <summary>
    /// A message that comes later than this is marked: the cluster was down, and readers should know that it was meant for earlier.
    /// Letters take a second or two.
    /// </summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(1);

    /// <summary>The key of a scheduled message: no client's, and not remembered, since its letter comes once.</summary>
    public static string KeyOf(long schedule) => string.Create(CultureInfo.InvariantCulture, $"schedule-{schedule}");

    /// <summary>Posts it by the ordinary rules.</summary>
    /// <param name="due">The letter.</param>
    /// <param name="context">Of the letter.</param>
    /// <param name="decide">What the room or dialogue decides on a message.</param>
    public static Effect Post(PostScheduled due, CommandContext context, Func<Act, Effect> decide)
    {
        var decided = decide(new Act(due.By, due.Post, Once: true));
        if (decided.Reply is ForClient { Reply: Error refusal })
        {
            return new Effect { Letters = [Effects.Tell(due.By, Failed(due, refusal))] };
        }
        return decided with { Reply = null, Events = [.. decided.Events.Select(draft => Mark(draft, due, context))] };
    }

    static EventDraft Mark(EventDraft draft, PostScheduled due, CommandContext context) =>
        draft.Event is Posted posted && context.Now - due.Due > LateAfter ? draft with { Event = posted with { Late = due.Due } } : draft;

    static ScheduleFailed Failed(PostScheduled due, Error refusal) => due.Post switch
    {
        Post post => new(due.Schedule, due.Due, post.Text, refusal.Code, refusal.Message, Room: post.Room),
        PostPrivate post => new(due.Schedule, due.Due, post.Text, refusal.Code, refusal.Message, User: post.User),
        var other => throw new InvalidOperationException($"{other.GetType().Name} can't be scheduled."),
    };
}
