using ActorChat.Torture.Checking;

namespace ActorChat.Tests.Torture;

/// <summary>A small history in which all promises are kept, and its parts: bob says a, b and c in a room, and eve watches.</summary>
static class Told
{
    public static Stood[] All { get; } =
    [
        new(1, "created", "ann", "ann", 0), new(2, "joined", "bob", "bob", 0), new(3, "joined", "eve", "eve", 0),
        Said(4, "bob", "a"), Said(5, "bob", "b"), Said(6, "bob", "c"),
    ];

    public static Sight Fresh { get; } = new(10, SightKind.Fresh, "");

    public static History Right { get; } = new(
        0,
        [Post("a", 100, 200, 4), Post("b", 250, 300, 5), Post("c", 350, 400, 6)],
        [Read(500, 600, true, (4, "a"), (5, "b"), (6, "c"))], [], [],
        [new("eve1", "eve", [Fresh, State(3), Saw(150, 4, "a"), Saw(260, 5, "b"), Saw(410, 6, "c")], true)],
        [Lab(All)]);

    public static History Watched(IReadOnlyList<Sight> sights) => Right with { Reads = [], Viewers = [new("eve1", "eve", sights, true)] };

    public static FinalFeed Lab(IReadOnlyList<Stood> events) => new("room/lab", false, events);

    public static Stood Said(long seq, string by, string text, long atMs = 0) => new(seq, "posted", by, text, atMs);

    public static PostOp Post(string text, long begun, long ended, long seq, Answer answer = Answer.Done, string lane = "bob1.1") =>
        new(lane, "bob", "room/lab", text, new(begun, ended), answer, seq, null);

    public static ReadOp Read(long begun, long ended, bool isWhole, params (long Seq, string Text)[] page) =>
        new("bob1.1", "bob", "room/lab", new(begun, ended), Answer.Done, [.. page.Select(one => new Line(one.Seq, one.Text))], isWhole,
            null);

    public static Sight State(long seq) => new(20, SightKind.State, "room/lab", seq);

    public static Sight Saw(long at, long seq, string text) => new(at, SightKind.Event, "room/lab", seq, 0, "posted", text);

    /// <summary>This promise is found broken, with words that say how.</summary>
    public static void Broken(History history, string promise, params string[] words) =>
        Checker.Check(history).ShouldContain(breach => breach.Promise == promise
            && words.All(word => breach.What.Contains(word, StringComparison.Ordinal)),
            $"{string.Join('\n', Checker.Check(history))}");
}
