using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using ActorChat.Tests.Runtime;

namespace ActorChat.Tests.Stores;

/// <summary>Opening: who comes first, what was there before, and what is in the way.</summary>
public sealed partial class SqliteStoreTests
{
    [Fact]
    public Task Open_WhenManyOpenAnEmptyDatabaseAtOnce_AllFindIt() => AllFindIt(() => InFile("fresh.db"));

    [Fact]
    public async Task Open_WhenEventsStandInRowsOfTheirOwn_MovesThemIntoPieces()
    {
        FillByRow("old.db");
        Execute("old.db", "insert into node values ('n1', 'one', '', '', 0, 0)");
        await using var store = InFile("old.db");
        await store.Open(ShardCount, default);

        var events = await store.ReadForward(Room("a"), 0, int.MaxValue, default);
        events.Select(e => e.Seq).ShouldBe([1, 2, .. Enumerable.Range(5, 2996).Select(n => (long)n)]);
        events[1].ShouldBe(new(2, At, "edited", 1, "*", events[1].Body));
        events.ShouldAllBe(e => Text(e.Body) == $"text {e.Seq}");
        (await store.ReadAbout(Room("a"), 1, long.MaxValue, [], 9, default)).Select(e => e.Seq).ShouldBe([2]);
        (await store.ReadForward(Room("b"), 0, 9, default)).ShouldHaveSingleItem().Seq.ShouldBe(7);
        await store.Join(Node("n1", "two"), LongLease, default);
        var claim = new ShardClaim(0, "two", (await store.Take("two", [0], default)).ShouldHaveSingleItem().Epoch);
        (await store.Commit([new Write(Room("b"), claim, 7, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);
    }

    [Fact]
    public async Task Open_WhenNodesOfAnOlderVersionRun_LeavesTheirTablesAlone()
    {
        FillByRow("old.db");
        Execute("old.db", $"insert into node values ('n7', 'one', '', '', 0, {DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds()})");
        await using var store = InFile("old.db");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default))).Message.ShouldContain("of an older version (n7)");
        Execute("old.db", "select entity from event");
    }

    [Fact]
    public async Task Open_WhenAnotherProcessHasTheFileLocked_WaitsAndThenSaysSo()
    {
        Execute("busy.db", "pragma journal_mode = wal");
        await using var other = Connect("busy.db");
        Execute(other, "begin immediate");
        var impatient = new SqliteStore(new SqliteOptions { Path = folder.File("busy.db"), BusyTimeout = TimeSpan.FromSeconds(1), OpenTimeout = TimeSpan.Zero });
        (await Should.ThrowAsync<StoreUnavailableException>(() => impatient.Open(ShardCount, default))).Message.ShouldContain("locked by another process");
        await impatient.DisposeAsync();

        var waits = new Logged<SqliteStore>();
        await using var patient = new SqliteStore(new SqliteOptions { Path = folder.File("busy.db"), BusyTimeout = TimeSpan.FromSeconds(1) }, waits);
        var opening = patient.Open(ShardCount, default);
        await Until(() => Task.FromResult(waits.All.Any(line => line.Contains("is locked by another process", StringComparison.Ordinal))));
        Execute(other, "rollback");
        await opening;
    }

    // As the third version left it.
    void FillByRow(string file)
    {
        foreach (var step in SqliteSchema.Before(3)) Execute(file, step);
        Execute(file,
            $"""
            update meta set version = 3, shard_count = {ShardCount};
            insert into shard values (0, null, 4);
            with recursive number(n) as (select 1 union all select n + 1 from number where n < 3000)
            insert into event select 'room/a', n, {At.ToUnixTimeMilliseconds()}, 'posted', null, null, cast('text ' || n as blob) from number where n not in (3, 4);
            update event set about = 1, expels = '*', type = 'edited' where seq = 2;
            insert into event values ('room/b', 7, 0, 'posted', null, null, x'00');
            """);
    }

    [Fact]
    public async Task Open_WhenTheFolderIsMissing_SaysSo()
    {
        await using var store = InFile("none/chat.db");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default)))
            .Message.ShouldContain($"{folder.File("none")} for the database does not exist");
    }

    [Fact]
    public async Task Open_WhenThePathIsAFolder_SaysSo()
    {
        Directory.CreateDirectory(folder.File("chat"));
        await using var store = InFile("chat");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default))).Message.ShouldContain("can't be opened or made");
    }

    [Fact]
    public async Task Open_WhenTheFileIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(folder.File("notes.txt"), new string('x', 5000));
        await using var store = InFile("notes.txt");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default))).Message.ShouldContain("is not a SQLite database");
    }

    [Fact]
    public async Task Open_WhenTheDatabaseIsAnotherPrograms_LeavesItAlone()
    {
        Execute("other.db", "create table songs (name text)");
        await using var store = InFile("other.db");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default))).Message.ShouldContain("was made by another program");
    }

    [Fact]
    public async Task Open_WhenTheSchemaIsNewer_IsRefused()
    {
        Execute("chat.db", "update meta set version = 99");

        (await Should.ThrowAsync<StoreRefusedException>(() => Connected().Open(ShardCount, default))).Message.ShouldContain("schema version 99");
    }

    [Fact]
    public async Task Open_WhenASettingIsWrong_NamesItAndItsValue()
    {
        await using var store = new SqliteStore(new SqliteOptions { Path = folder.File("chat.db"), Readers = 0 });

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(ShardCount, default)))
            .Message.ShouldBe("The SQLite setting Readers is '0'; it must be 1 to 64.");
    }
}
