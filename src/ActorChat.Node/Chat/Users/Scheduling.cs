using System.Globalization;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Chat.Users;

/// <summary>
/// Messages for later. Scheduling one writes a letter to the user itself, due at its time. What that letter decides, and a second one
/// that takes the message to its room or dialogue, are one commit; the room posts it by its ordinary rules, or tells the user by
/// letter why not. So it is posted once, or the user hears of it once, whatever crashes or moves in between.
/// </summary>
static class Scheduling
{
    /// <summary>Names of rooms and users in the request are as first written: its session has asked whether the user is in.</summary>
    public static Effect Schedule(User user, SchedulePost request, UserOptions options, CommandContext context)
    {
        var text = Texts.Clean(request.Text);
        var due = DateTimeOffset.FromUnixTimeMilliseconds(request.Due.ToUnixTimeMilliseconds());
        var fault = Posting.Fault(text) ?? Fault(user, due, options, context);
        return fault is not null
            ? Effects.Refuse(fault)
            : Effects.Commit(
                new Scheduled(context.NextSeq, due), new EventDraft(new MessageScheduled(due, text, request.Room, request.User))) with
            {
                Letters = [new LetterDraft(context.Self, new FireSchedule(context.NextSeq), due)],
            };
    }

    public static Effect List(User user) => Effects.Reply(new ScheduledList(
        [.. user.Plans.OrderBy(plan => (plan.Due, plan.Schedule))
            .Select(plan => new ScheduledInfo(plan.Schedule, plan.Due, plan.Text, plan.Room, plan.User))]));

    public static Effect Cancel(User user, long schedule) => Find(user, schedule) is null
        ? Effects.Refuse(Unknown(schedule))
        : Effects.Commit(new EventDraft(new ScheduleCancelled(schedule)));

    /// <summary>
    /// The letter has come. A message that was cancelled meanwhile is not there any more; a user who may not send anything now does not
    /// send this.
    /// </summary>
    public static Effect Fire(User user, long schedule, CommandContext context) => Find(user, schedule) is not { } plan ? Effect.None
        : Policing.Silence(user, context.Now) is { } silence ? new Effect { Events = [new EventDraft(Failed(plan, silence))] }
        : new Effect { Events = [new EventDraft(new ScheduleFired(schedule))], Letters = [Post(user.Name!, plan)] };

    static LetterDraft Post(string author, Plan plan)
    {
        var key = DuePost.KeyOf(plan.Schedule);
        return plan.Room is { } room
            ? new LetterDraft(Ids.Room(room), new PostScheduled(author, new Post(room, plan.Text, key), plan.Schedule, plan.Due))
            : new LetterDraft(Ids.Dialogue(author, plan.User!),
                new PostScheduled(author, new PostPrivate(plan.User!, plan.Text, key), plan.Schedule, plan.Due));
    }

    static ScheduleFailed Failed(Plan plan, Error why) =>
        new(plan.Schedule, plan.Due, plan.Text, why.Code, why.Message, plan.Room, plan.User);

    static Plan? Find(User user, long schedule) => user.Plans.Find(plan => plan.Schedule == schedule);

    static Error? Fault(User user, DateTimeOffset due, UserOptions options, CommandContext context) => due switch
    {
        _ when due <= context.Now => Past,
        _ when due - context.Now > options.MaxScheduleAhead => TooFar(options.MaxScheduleAhead),
        _ when user.Plans.Count >= options.MaxScheduled => TooMany(user.Plans.Count),
        _ => null,
    };

    static Error Past { get; } = new(ErrorCodes.BadTime,
        "that time has passed: /send_at takes a time to come, such as 18:30, 2026-12-24 18:30 or +10m.");

    static Error TooFar(TimeSpan ahead) => new(ErrorCodes.BadTime, string.Create(CultureInfo.InvariantCulture,
        $"that is further ahead than {ahead.TotalDays:0.#} days: choose an earlier time."));

    static Error TooMany(int waiting) => new(ErrorCodes.TooMany, string.Create(CultureInfo.InvariantCulture,
        $"{waiting} messages of yours wait already, as many as may: /scheduled lists them, /cancel <number> takes one back."));

    static Error Unknown(long schedule) => new(ErrorCodes.UnknownSchedule, string.Create(CultureInfo.InvariantCulture,
        $"no message {schedule} waits for its time: /scheduled lists those that do."));
}
