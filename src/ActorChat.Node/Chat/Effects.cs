using ActorChat.Node.Behaviours;
using ActorChat.Messages;

namespace ActorChat.Node.Chat;

/// <summary>The effects that decisions of all kinds have in common.</summary>
static class Effects
{
    /// <summary>Done already, or nothing to do.</summary>
    public static Effect Done { get; } = Reply(new Done());

    /// <summary>Only an answer to the client.</summary>
    public static Effect Reply(Reply reply) => Effect.Answer(new ForClient(reply));

    /// <summary>No.</summary>
    public static Effect Refuse(Error error) => Reply(error);

    /// <summary>
    /// No to who wants to follow: a client is told once that it is off a feed, and does not ask again, so that must be certain.
    /// </summary>
    public static Effect TurnAway(Error error) => Refuse(error) with { MakesSure = true };

    /// <summary>
    /// What is shown to who wants to follow. A client that knows of more is told that its feed was set back, as a store does that was
    /// restored, and forgets what it had: so it must be certain that nobody else has committed that meanwhile.
    /// </summary>
    public static Effect Show(Visited visited, Visit visit, CommandContext context) =>
        Effect.Answer(visited) with { MakesSure = visit.Known > context.LastSeq() };

    /// <summary>These events, and then "done".</summary>
    public static Effect Commit(params IReadOnlyList<EventDraft> events) => Commit(new Done(), events);

    /// <summary>These events, and then an answer to the client.</summary>
    public static Effect Commit(Reply reply, params IReadOnlyList<EventDraft> events) =>
        new() { Reply = new ForClient(reply), Events = events };

    /// <summary>A letter for a user's own feed.</summary>
    public static LetterDraft Tell(string user, Event told) => new(Ids.User(user), new Tell(told));

    /// <summary>The sequence number of the last event that the deciding state has seen.</summary>
    public static long LastSeq(this CommandContext context) => context.NextSeq - 1;

    /// <summary>For a command that the kind has no word for: the caller has a bug.</summary>
    public static InvalidOperationException NotFor(string kind, object command) =>
        new($"A {kind} has no decision on {(command is Act act ? act.Request.GetType().Name : command.GetType().Name)}.");
}
