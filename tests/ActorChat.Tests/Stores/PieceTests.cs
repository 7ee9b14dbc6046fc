using System.Text;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using FsCheck;
using FsCheck.Fluent;
using Property = ActorChat.Tests.Chat.Property;

namespace ActorChat.Tests.Stores;

/// <summary>A run of events as one value.</summary>
public sealed class PieceTests
{
    static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    static readonly Gen<NewEvent> Events =
        from at in Gen.Choose(-1_000_000, 1_000_000)
        from type in Gen.Elements("posted", "", "ß", new string('t', 200))
        from about in Gen.Elements<long?>(null, 0, 1, 300, long.MaxValue - 1)
        from expels in Gen.Elements(null, "", "*", "alice", new string('é', 70))
        from body in Gen.Elements(0, 1, 127, 128, 200, 900, 3990, 5000)
        select new NewEvent(At.AddMilliseconds(at * 3_000_000L), type, about, expels, Encoding.ASCII.GetBytes(new string('b', body)));

    [Fact]
    public void Events_WhenAddedAsTheyFit_ComeBackAsTheyWere() => Property.HoldsForLists(Events, events =>
    {
        var piece = new Piece();
        piece.Begin(first: true);
        List<NewEvent> added = [];
        foreach (var e in events)
        {
            if (piece.TryAdd(added.Count + 5, e)) added.Add(e);
            else piece.IsEmpty.ShouldBeFalse();
        }
        Read(piece).Select(e => (e.Seq, e.At, e.Type, e.About, e.Expels, e.Body.Length))
            .ShouldBe(added.Select((e, i) => (i + 5L, e.At, e.Type, e.About, e.Expels, e.Body.Length)));
        var copy = new Piece();
        copy.Load(7, piece.Value.Span);
        (copy.Row, copy.First, copy.Last, copy.IsEmpty).ShouldBe((7, piece.First, piece.Last, piece.IsEmpty));
        copy.Value.Span.SequenceEqual(piece.Value.Span).ShouldBeTrue();
    });

    [Fact]
    public void Events_WhenOneHasAnotherBody_AreTheSameElse() => Property.Holds(Events, e =>
    {
        var piece = new Piece();
        piece.Begin(first: true);
        piece.Add(5, e);
        ReadOnlySpan<byte> rest = piece.Value.Span;
        PieceEvent.TryTake(ref rest, out var taken).ShouldBeTrue();
        var changed = taken.With(new byte[] { 1, 2 });
        changed.ShouldBe(e with { Body = changed.Body });
        changed.Body.ToArray().ShouldBe([1, 2]);
    });

    [Fact]
    public void Size_WhenItIsTheFirst_DoublesUntilItIsFull()
    {
        var piece = new Piece();
        piece.Begin(first: true);
        List<int> sizes = [];
        for (var seq = 1; piece.TryAdd(seq, Said(180)); seq++) sizes.Add(piece.Value.Length);

        sizes.Distinct().ShouldBe([250, 500, 1000, 2000, 4000]);
        Read(piece).Count.ShouldBe(sizes.Count);
    }

    [Fact]
    public void Size_WhenAnEventIsLong_IsAsLong()
    {
        var piece = new Piece();
        piece.Begin(first: false);
        piece.TryAdd(1, Said(20_000)).ShouldBeTrue();
        piece.Value.Length.ShouldBeInRange(20_000, 20_030);
        piece.TryAdd(2, Said(1)).ShouldBeFalse();

        var without = new Piece();
        without.BeginInsteadOf(piece);
        without.Add(1, Said(1));
        without.Value.Length.ShouldBe(Piece.Full);
    }

    [Fact]
    public void Value_WhenUsedAgain_HoldsNothingOfWhatWasThere()
    {
        var piece = new Piece();
        piece.Begin(first: false);
        while (piece.TryAdd(piece.Last + 1, Said(180)))
        {
        }
        var other = new Piece();
        other.BeginInsteadOf(piece);
        piece.BeginInsteadOf(other);
        piece.Add(1, Said(1));

        piece.Value.Length.ShouldBe(Piece.Full);
        piece.Value.Span.IndexOf("bb"u8).ShouldBe(-1);
        Read(piece).ShouldHaveSingleItem();
    }

    static NewEvent Said(int length) => new(At, "posted", null, null, Encoding.ASCII.GetBytes(new string('b', length)));

    static List<StoredEvent> Read(Piece piece)
    {
        List<StoredEvent> events = [];
        for (ReadOnlySpan<byte> rest = piece.Value.Span; PieceEvent.TryTake(ref rest, out var e);) events.Add(e.Copy());
        return events;
    }
}
