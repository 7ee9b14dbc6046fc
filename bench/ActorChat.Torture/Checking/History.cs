namespace ActorChat.Torture.Checking;

/// <summary>How a request ended, as its client knows it.</summary>
enum Answer
{
    /// <summary>The cluster says that it is done.</summary>
    Done,

    /// <summary>The cluster says that it is certainly not done.</summary>
    Refused,

    /// <summary>Nobody knows: the answer was lost, or says just that.</summary>
    Unknown,
}

/// <summary>A span on the run's one clock, which all clients read: microseconds since the run began.</summary>
/// <param name="Begun">Before the request was sent first.</param>
/// <param name="Ended">After its last answer was read.</param>
readonly record struct Span(long Begun, long Ended)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Begun / 1e6:F3}–{Ended / 1e6:F3} s");
}

/// <summary>A message that a client wanted in a feed; repeats with the same key are one.</summary>
/// <param name="Lane">Whose: a lane asks one thing after the other.</param>
/// <param name="Text">No other message of the run has it.</param>
/// <param name="Seq">Its place, when it is done.</param>
sealed record PostOp(string Lane, string User, string Feed, string Text, Span Span, Answer Answer, long Seq, string? Code);

/// <summary>The newest messages of a feed, as they were asked for.</summary>
/// <param name="Page">Oldest first; empty unless it is done.</param>
/// <param name="IsWhole">There are no older ones.</param>
sealed record ReadOp(string Lane, string User, string Feed, Span Span, Answer Answer, IReadOnlyList<Line> Page, bool IsWhole,
    string? Code);

/// <summary>A message as it stands in a page.</summary>
readonly record struct Line(long Seq, string Text);

/// <summary>A user was taken out of a feed, or let in again.</summary>
sealed record MemberOp(string User, string Feed, bool IsRemoval, Span Span, Answer Answer);

/// <summary>A message for later.</summary>
/// <param name="DueMs">Milliseconds of the Unix epoch.</param>
sealed record ScheduleOp(string User, string Feed, string Text, long DueMs, Span Span, Answer Answer);

/// <summary>What a client was shown without asking.</summary>
enum SightKind
{
    /// <summary>A login that remembers nothing: every feed begins anew.</summary>
    Fresh,

    /// <summary>The state of a feed as of a number.</summary>
    State,

    /// <summary>An event.</summary>
    Event,

    /// <summary>It is told that it misses what is between.</summary>
    Gap,

    /// <summary>It is told that it goes on after a number.</summary>
    Lagging,

    /// <summary>It is told that it follows the feed no more.</summary>
    Unfollowed,

    /// <summary>It is told that the feed ends before what it has.</summary>
    SetBack,
}

/// <summary>One of those, when it was read.</summary>
/// <param name="Seq">Of an event or state; of a gap its end.</param>
/// <param name="After">Of a gap its beginning.</param>
/// <param name="Text">What makes the event this one and no other: its text, or whom it is about.</param>
readonly record struct Sight(long At, SightKind Kind, string Feed, long Seq = 0, long After = 0, string Type = "", string Text = "");

/// <summary>All that one client was shown, in order, and where it stood in the end.</summary>
/// <param name="IsThere">It was connected and had all the time it needed when the run ended.</param>
sealed record Viewer(string Client, string User, IReadOnlyList<Sight> Sights, bool IsThere);

/// <summary>An event as it stands in the journal in the end.</summary>
/// <param name="User">Who did it, or whom it is about: its author, or who came or went.</param>
readonly record struct Stood(long Seq, string Type, string User, string Text, long AtMs);

/// <summary>A feed in the end.</summary>
/// <param name="IsForAll">Everyone may read it.</param>
sealed record FinalFeed(string Feed, bool IsForAll, IReadOnlyList<Stood> Events)
{
    /// <summary>The last number; 0 for none.</summary>
    public long Head => Events.Count == 0 ? 0 : Events[^1].Seq;
}

/// <summary>All that was asked, answered and seen in a run, and what stood there in the end.</summary>
/// <param name="BegunMs">Where the run's clock begins, in milliseconds of the Unix epoch.</param>
sealed record History(
    long BegunMs,
    IReadOnlyList<PostOp> Posts,
    IReadOnlyList<ReadOp> Reads,
    IReadOnlyList<MemberOp> Members,
    IReadOnlyList<ScheduleOp> Scheduled,
    IReadOnlyList<Viewer> Viewers,
    IReadOnlyList<FinalFeed> Feeds)
{
    /// <summary>When calendars were wrong.</summary>
    public IReadOnlyList<Jump> Jumps { get; init; } = [];

    /// <summary>Whether a node with a wrong calendar may have written this time, in milliseconds of the Unix epoch.</summary>
    public bool MayBeWrong(long atMs) => Jumps.Any(jump => jump.Holds(atMs - jump.ByMs - BegunMs));

    /// <summary>Whether any calendar was wrong at this time, in milliseconds of the Unix epoch.</summary>
    public bool AnyWasWrong(long atMs) => Jumps.Any(jump => jump.Holds(atMs - BegunMs));
}

/// <summary>A node's calendar was ahead by so much, or behind, from its first moment until it was certainly right again.</summary>
readonly record struct Jump(Span Span, long ByMs)
{
    /// <summary>Whether it was so at this time, in milliseconds since the run began.</summary>
    public bool Holds(long ms) => Span.Begun <= ms * 1000 && ms * 1000 <= Span.Ended;
}

/// <summary>A promise that was not kept, with what shows it.</summary>
sealed record Breach(string Promise, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Promise}: {What}";
}
