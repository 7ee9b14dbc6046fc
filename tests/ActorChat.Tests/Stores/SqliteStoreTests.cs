using ActorChat.Node.Settings;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace ActorChat.Tests.Stores;

/// <summary>The store in a file, and what is particular to it.</summary>
public sealed partial class SqliteStoreTests : StoreContract, IDisposable
{
    readonly TempFolder folder = new();

    protected override IStore Connect() => InFile("chat.db");

    public void Dispose() => folder.Dispose();

    SqliteStore InFile(string file) => new(NodeSettings.Default.Sqlite.At(folder.File(file)));

    [Fact]
    public async Task Log_WhenItHasGathered_IsCopiedAndStartsOver()
    {
        const int Commits = 500, CheckpointPages = 16, PageBytes = 4096;
        await using var store = new SqliteStore(
            NodeSettings.Default.Sqlite.At(folder.File("busy.db")) with { CheckpointPages = CheckpointPages });
        await store.Open(default);
        for (var seq = 0; seq < Commits; seq++)
            (await store.Commit([new Write(Room("a"), seq, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);
        new FileInfo(folder.File("busy.db-wal")).Length.ShouldBeLessThan(Commits / 4 * PageBytes);
    }

    [Fact]
    public async Task Purge_WhenNearlyAllGoes_LeavesOneRowOfTheLastEvent()
    {
        await Committed(new Write(Room("a"), 0, [.. Said(300), About(1, "about it"), .. Said(100)]));
        await Committed(new Write(Room("a"), 401, []) { Purges = [new PurgeRange(0, long.MaxValue)] });

        await using var connection = Connect("chat.db");
        using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from journal) || ' ' || (select count(*) from about)";
        ((string?)await command.ExecuteScalarAsync()).ShouldBe("1 0");
        (await Seqs(Room("a"))).ShouldBe([401]);
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
        await using var impatient = new SqliteStore(
            NodeSettings.Default.Sqlite.At(folder.File("chat.db")) with { BusyTimeout = TimeSpan.FromSeconds(1) });
        await impatient.Open(default);
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");

        (await impatient.Commit([new Write(Room("a"), 0, Said(1))], default)).ShouldBe([CommitOutcome.Unknown]);
        (await Should.ThrowAsync<StoreUnavailableException>(() => impatient.PutChunk("f", 0, default, default)))
            .Message.ShouldContain("BusyTimeout (1 s)");
        (await impatient.ReadForward(Room("a"), 0, 9, default)).ShouldBeEmpty();

        Execute(other, "rollback");
        (await impatient.Commit([new Write(Room("a"), 0, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);
    }

    [Fact]
    public async Task Commit_WhenAStatementFailsHalfway_IsUnknownAndLeavesNothingBehind()
    {
        Execute("chat.db", "create trigger broken before insert on snapshot begin select raise(rollback, 'broken'); end");
        Write[] batch =
        [
            new(Room("a"), 0, Said(1)),
            new(Room("b"), 0, Said(1)) { Snapshot = new StoredSnapshot(1, default) },
        ];

        (await Store.Commit(batch, default)).ShouldBe([CommitOutcome.Unknown, CommitOutcome.Unknown]);

        (await Seqs(Room("a"))).ShouldBeEmpty();
        await Committed(new Write(Room("a"), 0, Said(1)));
    }

    [Fact]
    public async Task Write_WhenTooManyWait_FailsAtOnce()
    {
        await using var store = new SqliteStore(NodeSettings.Default.Sqlite.At(folder.File("chat.db")) with { MaxQueuedWrites = 2 });
        await store.Open(default);
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");

        var writes = Enumerable.Range(0, 6).Select(n => store.PutChunk("f", n, default, default)).ToList();
        // Two wait, and one more is with the writer if it has woken up meanwhile: whichever it was.
        var refused = writes.Where(write => write.IsFaulted).ToList();
        Execute(other, "rollback");

        refused.Count.ShouldBeInRange(3, 4);
        foreach (var write in refused)
        {
            (await Should.ThrowAsync<StoreUnavailableException>(() => write)).Message.ShouldContain("MaxQueuedWrites");
        }
        await Task.WhenAll(writes.Except(refused));
    }

    [Fact]
    public async Task Keep_WhenCommitsAreQueued_GoesFirst()
    {
        await Enter("n1", "one");
        // The database itself tells how many chunks were there when the lease was renewed.
        Execute("chat.db", "create table seen (chunks integer); create trigger look after update on cluster_node begin insert into seen "
            + "select count(*) from file_chunk; end");
        await using var other = Connect("chat.db");
        Execute(other, "begin immediate");
        var chunks = Enumerable.Range(0, 200).Select(n => Store.PutChunk("f", n, Bytes("x"), default)).ToList();

        var renewal = Store.Keep("one", LongLease, "", false, default);
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
        File.CreateSymbolicLink(folder.File("link.db"), folder.File("chat.db"));
        await using var linked = InFile("link.db");
        await linked.Open(default);

        (await linked.Commit([new Write(Room("a"), 0, Said(1))], default)).ShouldBe([CommitOutcome.Committed]);

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
