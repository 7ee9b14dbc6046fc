using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Tests.Chat;

/// <summary>
/// One entity, given some events and asked a command: what it wants done lies in <see cref="Last"/>. Whatever a test asks, it
/// also checks that the events carried through the journal's codec lead to the same state as those just decided, that a
/// snapshot of the state is as good as the state, and that deciding twice gives the same.
/// </summary>
sealed class Scene<TState>(IBehaviour<TState> behaviour, EntityId self) where TState : class
{
    static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    TState replayed = behaviour.Initial(self);
    long seq;
    TimeSpan passed;

    public TState State { get; private set; } = behaviour.Initial(self);

    public Effect Last { get; private set; } = Effect.None;

    public EntityId Self => self;

    /// <summary>All that was committed.</summary>
    public List<Event> Committed { get; } = [];

    /// <summary>The last event's number.</summary>
    public long Seq => seq;

    /// <summary>The time at which the next command is decided: a second for each event, and what a test lets pass.</summary>
    public DateTimeOffset Now => Start.AddSeconds(seq) + passed;

    /// <summary>So much more time has passed.</summary>
    public Scene<TState> Later(double seconds)
    {
        passed += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>These events are in the journal.</summary>
    public Scene<TState> Given(params IEnumerable<Event> events)
    {
        foreach (var committed in events) Commit(committed);
        return this;
    }

    /// <summary>This is asked, and what it leads to is committed.</summary>
    public Scene<TState> When(Command command)
    {
        var context = new CommandContext(self, Now, seq + 1, new SeededRandom((int)seq + 1));
        Last = behaviour.Decide(State, command, context);
        var again = behaviour.Decide(States.RoundTrip(State), command, context with { Random = new SeededRandom((int)seq + 1) });
        Describe(again).ShouldBe(Describe(Last));
        Given(Last.Events.Select(draft => (Event)draft.Event));
        return this;
    }

    public Scene<TState> When(string by, Request request, FileLink? file = null) => When(new Act(by, request, file));

    void Commit(Event committed)
    {
        seq++;
        Committed.Add(committed);
        State = behaviour.Apply(State, committed, new EventPlace(seq, Now));
        replayed = behaviour.Apply(States.RoundTrip(replayed), ChatEvents.Read(ChatEvents.Write(committed)), new EventPlace(seq, Now));
        States.Canonical(replayed).ShouldBe(States.Canonical(State));
    }

    static string Describe(Effect effect) => string.Join("\n",
    [
        Codec.Text((Answer?)effect.Reply),
        .. effect.Events.Select(draft => $"{Codec.Text((Event)draft.Event)} {draft.About} {draft.Expels}"),
        .. effect.Letters.Select(letter => $"{letter.To} {Codec.Text((Command)letter.Body)} {letter.Due:O}"),
        .. effect.Directory.Select(change => change.ToString()),
        .. effect.Purges.Select(purge => $"{purge.From} {purge.To} {purge.AboutBefore} {string.Join(',', purge.Types)}"),
        .. effect.Rewrites.Select(rewrite => $"{rewrite.Seq} {Codec.Text((Event)rewrite.Event)} {rewrite.About}"),
        .. effect.DropFiles,
    ]);
}

/// <summary>Messages as text, to compare and to read in failures.</summary>
static class Codec
{
    public static string Text(Answer? answer) =>
        answer is null ? "" : System.Text.Json.JsonSerializer.Serialize(answer, ChatJson.Shared.Answer);

    public static string Text(Command command) => System.Text.Json.JsonSerializer.Serialize(command, ChatJson.Shared.Command);

    public static string Text(Event committed) => System.Text.Json.JsonSerializer.Serialize(committed, Wire.Lenient.Event);

    public static string Text(Reply reply) => System.Text.Json.JsonSerializer.Serialize(reply, Wire.Lenient.Reply);
}
