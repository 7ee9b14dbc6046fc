using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Stores;

/// <summary>Opening: who comes first, what was there before, and what is in the way.</summary>
public sealed partial class SqliteStoreTests
{
    [Fact]
    public Task Open_WhenManyOpenAnEmptyDatabaseAtOnce_AllFindIt() => AllFindIt(() => InFile("fresh.db"));

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Open_WhenTheLayoutIsAFormerOne_SaysWhatToDo(int version)
    {
        Execute("old.db", "create table meta (version integer not null, shard_count integer not null); insert into meta values "
            + $"({version}, 16); create table piece (id integer)");
        await using var store = InFile("old.db");

        var message = (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message;

        message.ShouldContain("layout of an earlier pre-release");
        message.ShouldContain("--store sqlite:FILE");
        Execute("old.db", "select id from piece");
    }

    [Fact]
    public async Task Open_WhenAnotherProcessHasTheFileLocked_WaitsAndThenSaysSo()
    {
        Execute("busy.db", "pragma journal_mode = wal");
        await using var other = Connect("busy.db");
        Execute(other, "begin immediate");
        var impatient = new SqliteStore(NodeSettings.Default.Sqlite.At(folder.File("busy.db")) with { BusyTimeout = TimeSpan.FromSeconds(1),
            OpenTimeout = TimeSpan.Zero });
        (await Should.ThrowAsync<StoreUnavailableException>(() => impatient.Open(default)))
            .Message.ShouldContain("locked by another process");
        await impatient.DisposeAsync();

        var waits = new Logged<SqliteStore>();
        await using var patient = new SqliteStore(
            NodeSettings.Default.Sqlite.At(folder.File("busy.db")) with { BusyTimeout = TimeSpan.FromSeconds(1) }, waits);
        var opening = patient.Open(default);
        await Until(() => Task.FromResult(waits.All.Any(line => line.Contains("is locked by another process", StringComparison.Ordinal))));
        Execute(other, "rollback");
        await opening;
    }

    [Fact]
    public async Task Open_WhenTheFolderIsMissing_SaysSo()
    {
        await using var store = InFile("none/chat.db");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default)))
            .Message.ShouldContain($"{folder.File("none")} for the database does not exist");
    }

    [Fact]
    public async Task Open_WhenThePathIsAFolder_SaysSo()
    {
        Directory.CreateDirectory(folder.File("chat"));
        await using var store = InFile("chat");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("can't be opened or made");
    }

    [Fact]
    public async Task Open_WhenTheFileIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(folder.File("notes.txt"), new string('x', 5000));
        await using var store = InFile("notes.txt");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("is not a SQLite database");
    }

    [Fact]
    public async Task Open_WhenTheDatabaseIsAnotherPrograms_LeavesItAlone()
    {
        Execute("other.db", "create table songs (name text)");
        await using var store = InFile("other.db");

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("was made by another program");
    }

    [Fact]
    public async Task Open_WhenTheSchemaIsNewer_IsRefused()
    {
        Execute("chat.db", "update meta set version = 99");

        (await Should.ThrowAsync<StoreRefusedException>(() => Connected().Open(default))).Message.ShouldContain("schema version 99");
    }

    [Fact]
    public async Task Open_WhenASettingIsWrong_NamesItAndItsValue()
    {
        await using var store = new SqliteStore(NodeSettings.Default.Sqlite.At(folder.File("chat.db")) with { Readers = 0 });

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default)))
            .Message.ShouldBe("The SQLite setting Readers is '0'; it must be 1 to 64.");
    }
}
