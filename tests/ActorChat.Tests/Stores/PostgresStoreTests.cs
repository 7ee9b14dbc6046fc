using ActorChat.Node.Settings;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;

namespace ActorChat.Tests.Stores;

/// <summary>The store on a PostgreSQL server, and what is particular to it.</summary>
[Collection(PostgresCollection.Name)]
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    PostgresOptions options = null!;

    protected override IStore Connect() => new PostgresStore(options);

    public override async Task InitializeAsync()
    {
        options = await server.NewSchema();
        await base.InitializeAsync();
    }

    [Fact]
    public async Task Open_WhenManyOpenAnEmptyDatabaseAtOnce_AllFindIt()
    {
        var fresh = await server.NewSchema();
        await AllFindIt(() => new PostgresStore(fresh));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Open_WhenTheLayoutIsAFormerOne_SaysWhatToDo(int version)
    {
        var former = await server.NewSchema();
        var schema = PostgresServer.SchemaOf(former);
        await server.Execute($"create table {schema}.meta (id int primary key, version int not null, shard_count int not null); insert "
            + $"into {schema}.meta values (1, {version}, 16)");
        await using var store = new PostgresStore(former);

        var message = (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message;

        message.ShouldContain("layout of an earlier pre-release");
        message.ShouldContain("createdb");
    }

    [Fact]
    public async Task Open_WhenTheSchemaIsMissing_SaysSo()
    {
        await using var store = new PostgresStore(server.In("missing"));

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("create schema");
    }

    [Fact]
    public async Task Open_WhenTheDatabaseIsMissing_SaysSo()
    {
        await using var store = new PostgresStore(NodeSettings.Default.Postgres.At($"{server.ConnectionString};Database=missing"));

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("createdb");
    }

    [Fact]
    public async Task Open_WhenNobodyAnswers_IsUnavailable()
    {
        await using var store = new PostgresStore(NodeSettings.Default.Postgres.At("Host=127.0.0.1;Port=1;Username=x;Database=x"));

        await Should.ThrowAsync<StoreUnavailableException>(() => store.Open(default));
    }

    [Fact]
    public async Task Open_WhenASettingIsWrong_NamesItAndItsValue()
    {
        await using var store = new PostgresStore(NodeSettings.Default.Postgres.At(server.ConnectionString) with { MaxConnections = 0 });
        await using var unreadable = new PostgresStore(NodeSettings.Default.Postgres.At("Hots=db1"));

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default)))
            .Message.ShouldBe("The PostgreSQL setting MaxConnections is '0'; it must be 1 to 1000.");
        (await Should.ThrowAsync<StoreRefusedException>(() => unreadable.Open(default))).Message.ShouldContain("hots");
    }
}
