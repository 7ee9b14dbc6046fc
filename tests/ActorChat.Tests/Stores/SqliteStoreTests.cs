using ActorChat.Actors.Stores;
using ActorChat.Actors.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace ActorChat.Tests.Stores;

/// <summary>The store in a file, and what is particular to it.</summary>
public sealed class SqliteStoreTests : StoreContract, IDisposable
{
    readonly TempFolder folder = new();

    protected override IStore Connect() => InFile("chat.db");

    public void Dispose() => folder.Dispose();

    SqliteStore InFile(string file) => new(new SqliteOptions { Path = folder.File(file) });

    [Fact]
    public async Task Open_WhenManyOpenAnEmptyDatabaseAtOnce_AllFindIt()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => InFile("fresh.db")).ToList();

        await Task.WhenAll(stores.Select(store => InBackground(async () =>
        {
            await store.Open(ShardCount, default);
            return true;
        })));

        (await stores[7].ReadCluster(default)).Shards.Count.ShouldBe(ShardCount);
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task Log_WhenItHasGathered_IsCopiedAndStartsOver()
    {
        const int Commits = 500, CheckpointPages = 16, PageBytes = 4096;
        await using var store = new SqliteStore(new SqliteOptions { Path = folder.File("busy.db"), CheckpointPages = CheckpointPages });
        await store.Open(ShardCount, default);
        await store.Join(Node("n1", "one"), LongLease, default);
        var claim = new ShardClaim(0, "one", (await store.Take("one", [0], default)).ShouldHaveSingleItem().Epoch);
        for (var seq = 0; seq < Commits; seq++)
            (await store.Commit([new Write(Room("a"), claim, seq, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);
        new FileInfo(folder.File("busy.db-wal")).Length.ShouldBeLessThan(Commits / 4 * PageBytes);
    }

    [Fact]
    public async Task Commit_WhenTheJournalsEndHasRoom_ChangesOnePage()
    {
        const int PageInLog = 4096 + 24;
        var claim = await Owner();
        await Committed(new Write(Room("a"), claim(0), 0, Said(200)));
        var before = new FileInfo(folder.File("chat.db-wal")).Length;

        await Committed(new Write(Room("a"), claim(0), 200, Said(1)));

        (new FileInfo(folder.File("chat.db-wal")).Length - before).ShouldBe(PageInLog);
    }

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

    [Fact]
    public async Task Database_WhenOpened_IsDurableByItsSettings()
    {
        Execute("chat.db", "select 1");
        await using var connection = Connect("chat.db");
        using var command = connection.CreateCommand();

        command.CommandText = "pragma journal_mode";
        ((string?)await command.ExecuteScalarAsync()).ShouldBe("wal");
    }

    [Fact]
    public async Task Commit_WhenAnotherProgramKeepsTheFileLocked_IsUnknownInTimeAndThenGoesOn()
    {
        var claim = await Owner();
        await using var impatient = new SqliteStore(new SqliteOptions { Path = folder.File("chat.db"), BusyTimeout = TimeSpan.FromSeconds(1) });
        await impatient.Open(ShardCount, default);
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");

        (await impatient.Commit([new Write(Room("a"), claim(0), 0, Said(1))], default)).ShouldBe([CommitOutcome.Unknown]);
        (await Should.ThrowAsync<StoreUnavailableException>(() => impatient.PutChunk("f", 0, default, default)))
            .Message.ShouldContain("BusyTimeout (1 s)");
        (await impatient.ReadForward(Room("a"), 0, 9, default)).ShouldBeEmpty();

        Execute(other, "rollback");
        (await impatient.Commit([new Write(Room("a"), claim(0), 0, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);
    }

    [Fact]
    public async Task Commit_WhenAStatementFailsHalfway_IsUnknownAndLeavesNothingBehind()
    {
        var claim = await Owner();
        Execute("chat.db", "create trigger broken before insert on snapshot begin select raise(rollback, 'broken'); end");
        Write[] batch =
        [
            new(Room("a"), claim(0), 0, Said(1)),
            new(Room("b"), claim(0), 0, Said(1)) { Snapshot = new StoredSnapshot(1, default) },
        ];

        (await Store.Commit(batch, default)).ShouldBe([CommitOutcome.Unknown, CommitOutcome.Unknown]);

        (await Seqs(Room("a"))).ShouldBeEmpty();
        await Committed(new Write(Room("a"), claim(0), 0, Said(1)));
    }

    [Fact]
    public async Task Write_WhenTooManyWait_FailsAtOnce()
    {
        await using var store = new SqliteStore(new SqliteOptions { Path = folder.File("chat.db"), MaxQueuedWrites = 2 });
        await store.Open(ShardCount, default);
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");

        var writes = Enumerable.Range(0, 6).Select(n => store.PutChunk("f", n, default, default)).ToList();
        // Two wait, and one more is with the writer if it has woken up meanwhile: whichever it was.
        var refused = writes.Where(write => write.IsFaulted).ToList();
        Execute(other, "rollback");

        refused.Count.ShouldBeInRange(3, 4);
        foreach (var write in refused) (await Should.ThrowAsync<StoreUnavailableException>(() => write)).Message.ShouldContain("MaxQueuedWrites");
        await Task.WhenAll(writes.Except(refused));
    }

    [Fact]
    public async Task Renew_WhenCommitsAreQueued_GoesFirst()
    {
        await Owner();
        // The database itself tells how many chunks were there when the lease was renewed.
        Execute("chat.db", "create table seen (chunks integer); create trigger look after update on node begin insert into seen select count(*) from file_chunk; end");
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");
        var chunks = Enumerable.Range(0, 200).Select(n => Store.PutChunk("f", n, Bytes("x"), default)).ToList();

        var renewal = Store.Renew("one", LongLease, false, default);
        Execute(other, "rollback");

        (await renewal).ShouldBeTrue();
        await Task.WhenAll(chunks);
        using var count = other.CreateCommand();
        count.CommandText = "select min(chunks) from seen";
        // One may have been with the writer already.
        Convert.ToInt32(await count.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Store_WhenClosed_FinishesWhatWasQueuedAndRefusesTheRest()
    {
        var store = await Opened();
        var queued = Enumerable.Range(0, 20).Select(n => store.PutChunk("f", n, Bytes("x"), default)).ToList();

        await store.DisposeAsync();

        await Task.WhenAll(queued);
        (await Store.GetChunk("f", 19, default)).ShouldBe(Bytes("x"));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.PutChunk("f", 0, default, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.GetChunk("f", 0, default));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Commit_WhenTheFileIsReachedByALink_SharesTheDatabase()
    {
        var claim = await Owner();
        File.CreateSymbolicLink(folder.File("link.db"), folder.File("chat.db"));
        await using var linked = InFile("link.db");
        await linked.Open(ShardCount, default);

        (await linked.Commit([new Write(Room("a"), claim(0), 0, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);

        (await Seqs(Room("a"))).ShouldBe([1]);
    }

    SqliteConnection Connect(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={folder.File(file)};Pooling=False");
        connection.Open();
        return connection;
    }

    void Execute(string file, string sql)
    {
        using var connection = Connect(file);
        Execute(connection, sql);
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
