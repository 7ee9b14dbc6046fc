using ActorChat.Node;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Configuration;

namespace ActorChat.Tests.Journals;

/// <summary>A database, and the nodes on it that all tests share.</summary>
public abstract class JournalDatabase : IAsyncLifetime
{

    internal Config Config { get; private set; } = null!;

    internal JournalNode A { get; private set; } = null!;

    internal JournalNode B { get; private set; } = null!;

    internal JournalNode Stock { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Config = Configure();
        A = JournalNode.Ours(Config, await Open());
        B = JournalNode.Ours(Config, await Open());
        Stock = JournalNode.Stock(Config);
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var node in (JournalNode?[])[A, B, Stock])
        {
            if (node is not null) await node.DisposeAsync();
        }
    }

    /// <summary>One more store on the database.</summary>
    public async Task<IStore> Open()
    {
        var store = Connect();
        await store.Open(default);
        return store;
    }

    /// <summary>The names, types and defaults of a table's columns, in their order.</summary>
    public abstract Task<IReadOnlyList<string>> Columns(string table);

    /// <summary>The same of the table as the library makes it.</summary>
    public abstract Task<IReadOnlyList<string>> ColumnsOfTheLibrary(string table);

    internal abstract Config Configure();

    /// <summary>Lets the library make its tables.</summary>
    protected const string Making = "akka.persistence { journal.sql.auto-initialize = on, snapshot-store.sql.auto-initialize = on }";

    protected abstract IStore Connect();
}

static class Made
{
    /// <summary>Both tables are there once an actor has recovered and written.</summary>
    public static async Task MadeTables(this IActorRef entity) =>
        (await entity.Ask<string>(new TestEntity.Say("t1"), TimeSpan.FromSeconds(30))).ShouldBe("ok 1");
}

/// <summary>What Akka asks of a journal, and what ours adds; on each database.</summary>
public abstract partial class JournalContract(JournalDatabase database)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static int ids;

    JournalNode A => database.A;

    JournalNode B => database.B;

    JournalNode Stock => database.Stock;

    // No test meets another one's.
    static string NewId() => $"room/r{Interlocked.Increment(ref ids)}";

    static string[] Texts(int count) => [.. Enumerable.Range(1, count).Select(n => $"t{n}")];

    static (long, string)[] Expected(long from, long to) =>
        [.. Enumerable.Range((int)from, (int)(to - from + 1)).Select(n => ((long)n, $"t{n}"))];

    [Theory]
    [InlineData(1, long.MaxValue, long.MaxValue, 1, 9)]
    [InlineData(0, long.MaxValue, long.MaxValue, 1, 9)]
    [InlineData(4, long.MaxValue, long.MaxValue, 4, 9)]
    [InlineData(1, 6, long.MaxValue, 1, 6)]
    [InlineData(3, 6, long.MaxValue, 3, 6)]
    [InlineData(3, 6, 2, 3, 4)]
    [InlineData(5, 5, long.MaxValue, 5, 5)]
    [InlineData(6, 5, long.MaxValue, 1, 0)]
    [InlineData(1, long.MaxValue, 0, 1, 0)]
    [InlineData(10, long.MaxValue, 9, 1, 0)]
    public async Task Replay_WhenBounded_BringsThatRange(long from, long to, long max, long first, long last)
    {
        var id = NewId();
        await A.Client.Write(id, 1, Texts(9));

        var (events, highest) = await B.Client.Replay(id, from, to, max);

        events.ShouldBe(Expected(first, last));
        highest.ShouldBe(9);
    }

    [Fact]
    public async Task Replay_WhenThereIsNothing_SaysNone()
    {
        var (events, highest) = await A.Client.Replay(NewId());
        events.ShouldBeEmpty();
        highest.ShouldBe(0);
    }

    [Fact]
    public async Task Replay_WhenItIsMoreThanAPage_BringsAll()
    {
        var id = NewId();
        for (var from = 1; from < 2500; from += 500) await A.Client.Write(id, from, [.. Enumerable.Range(from, 500).Select(n => $"t{n}")]);
        (await A.Client.Replay(id)).Events.ShouldBe(Expected(1, 2500));
        (await A.Client.Replay(id, 3, 2100, 1500)).Events.ShouldBe(Expected(3, 1502));
    }

    [Fact]
    public async Task Delete_HidesWhatIsDeleted_AndTheNumbersGoOn()
    {
        var id = NewId();
        await A.Client.Write(id, 1, Texts(5));

        await A.Client.Delete(id, 3);
        (await B.Client.Replay(id)).Events.ShouldBe(Expected(4, 5));

        await A.Client.Delete(id, long.MaxValue);
        var (events, highest) = await B.Client.Replay(id);
        events.ShouldBeEmpty();
        highest.ShouldBe(5);
        (await B.Client.Write(id, 5, "late")).ShouldBe([$"rejected {nameof(WriteConflictException)}"]);
        (await B.Client.Write(id, 6, "t6")).ShouldBe(["ok"]);
        (await A.Client.Replay(id)).Events.ShouldBe(Expected(6, 6));
    }

    [Fact]
    public async Task Write_WhenSeveralAreHandedInAtOnce_StoresAllWithWhatGoesWithThem()
    {
        var id = NewId();
        WriteExtras Sends(string text) =>
            new() { Letters = [new NewLetter(
            Interlocked.Increment(ref ids), NewLetter.ForNow, EntityId.Parse(id), System.Text.Encoding.UTF8.GetBytes($"{id} {text}"))] };

        (await A.Client.Write(id, 1,
            [[JournalClient.Said("t1", Sends("first")), JournalClient.Said("t2")], [JournalClient.Said("t3", Sends("second"))]]))
            .ShouldBe(["ok", "ok", "ok"]);

        (await A.Client.Replay(id)).Events.ShouldBe(Expected(1, 3));
        var letters = (await A.Store!.ReadDue(DateTimeOffset.UnixEpoch, 1000, default))
            .Select(letter => System.Text.Encoding.UTF8.GetString(letter.Body.Span));
        letters.Where(text => text.StartsWith($"{id} ", StringComparison.Ordinal)).ShouldBe([$"{id} first", $"{id} second"]);
    }

    [Fact]
    public async Task Write_WhenItIsNoEvent_IsRejectedAndNothingIsStored()
    {
        var id = NewId();
        (await A.Client.Write(id, 1, [["text"]])).ShouldBe(["rejected ArgumentException"]);
        (await A.Client.Write(id, 1, [[JournalClient.Said("t1"), JournalClient.Said("t2", new WriteExtras())]]))
            .ShouldBe(["rejected ArgumentException", "rejected ArgumentException"]);
        (await A.Client.Write("nameless", 1, "t1")).ShouldBe(["rejected ArgumentException"]);
        (await A.Client.Replay(id)).Highest.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Write_WhenItDoesNotFollowTheLastEvent_IsRejectedWhole(long from)
    {
        var id = NewId();
        await A.Client.Write(id, 1, Texts(2));
        (await B.Client.Write(id, from, "late", "later"))
            .ShouldBe([$"rejected {nameof(WriteConflictException)}", $"rejected {nameof(WriteConflictException)}"]);
        (await A.Client.Replay(id)).Events.ShouldBe(Expected(1, 2));
    }

    [Fact]
    public async Task Commit_WhenItHasNoEvents_ComparesTheNumber()
    {
        var id = NewId();
        await A.Client.Write(id, 1, Texts(2));
        (await A.Journal!.Commit(new Write(EntityId.Parse(id), 1, []))).ShouldBe(CommitOutcome.Conflict);
        (await A.Journal!.Commit(new Write(EntityId.Parse(id), 2, []))).ShouldBe(CommitOutcome.Committed);
    }

    [Fact]
    public async Task Tables_AreTheLibrarysOwn()
    {
        foreach (var table in (string[])["journal", "snapshot"])
            (await database.Columns(table)).ShouldBe(await database.ColumnsOfTheLibrary(table));
    }
}
