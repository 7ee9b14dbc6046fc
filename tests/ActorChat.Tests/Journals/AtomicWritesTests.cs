using System.Text;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Akka.Persistence;

namespace ActorChat.Tests.Journals;

/// <summary>What one actor hands in at once becomes one write that does the same as one after the other.</summary>
public sealed class AtomicWritesTests
{
    [Fact]
    public void ToWrite_JoinsEventsAndExtras()
    {
        var write = AtomicWrites.ToWrite(
        [
            Of(5, JournalClient.Said("a", new WriteExtras { Consumes = [1], DropFiles = ["x"], Snapshot = new StoredSnapshot(4, default) }),
                JournalClient.Said("b")),
            Of(7, JournalClient.Said("c",
                new WriteExtras { Consumes = [2], Directory = [new DirectoryChange("room", "k", null)],
                Snapshot = new StoredSnapshot(6, default) })),
        ]);

        (write.Entity, write.After, write.Last).ShouldBe((new EntityId("room", "r"), 4, 7));
        write.Events.Select(TextOf).ShouldBe(["a", "b", "c"]);
        write.Consumes.ShouldBe([1, 2]);
        write.DropFiles.ShouldBe(["x"]);
        write.Directory.Count.ShouldBe(1);
        write.Snapshot!.Seq.ShouldBe(6);
    }

    [Fact]
    public void ToWrite_WhenOneRewritesWhatAnotherAdds_AddsItSo()
    {
        var write = AtomicWrites.ToWrite(
        [
            Of(5, JournalClient.Said("a")),
            Of(6, JournalClient.Said("b", Rewrites((3, "old"), (5, "new")))),
            Of(7, JournalClient.Said("c", Rewrites((3, "older")))),
        ]);

        write.Events.Select(TextOf).ShouldBe(["new", "b", "c"]);
        write.Rewrites.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.Seq.ShouldBe(3), one => TextOf(one.Body).ShouldBe("older"));
    }

    [Fact]
    public void ToWrite_WhenOnePurges_LeavesItsLastEventAndWhatFollows()
    {
        var write = AtomicWrites.ToWrite(
        [
            Of(5, JournalClient.Said("a", Rewrites((3, "gone"), (4, "stays"))), JournalClient.Said("b")),
            Of(7, JournalClient.Said("c", new WriteExtras { Purges = [new PurgeRange(2, 4) { AboutBefore = 99 }] })),
            Of(8, JournalClient.Said("d", new WriteExtras { Purges = [new PurgeRange(7, 99)] })),
            Of(9, JournalClient.Said("e")),
        ]);

        write.Purges.Select(range => (range.From, range.To, range.AboutBefore)).ShouldBe([(2, 4, 7), (7, 8, 0)]);
        write.Rewrites.ShouldHaveSingleItem().Seq.ShouldBe(4);
    }

    [Fact]
    public void ToWrite_WhenTheyLeaveAGapOrAreTwoEntities_IsRefused()
    {
        Should.Throw<ArgumentException>(() => AtomicWrites.ToWrite([Of(5, JournalClient.Said("a")), Of(7, JournalClient.Said("b"))]));
        Should.Throw<ArgumentException>(
            () => AtomicWrites.ToWrite([Of(5, JournalClient.Said("a")), Of("room/other", 6, JournalClient.Said("b"))]));
    }

    static WriteExtras Rewrites(params (long Seq, string Text)[] rewrites) =>
        new() { Rewrites = [.. rewrites.Select(
            one => new RewrittenEvent(one.Seq, "posted", null, JournalClient.Said(one.Text).Event.Body))] };

    static AtomicWrite Of(long first, params Persisted[] events) => Of("room/r", first, events);

    static AtomicWrite Of(string id, long first, params Persisted[] events) =>
        new([.. events.Select((e, i) => (IPersistentRepresentation)new Persistent(e, first + i, id))]);

    static string TextOf(NewEvent e) => TextOf(e.Body);

    static string TextOf(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span[9..^2]);
}
