using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Tests.Stores;
using Akka.Configuration;
using Npgsql;

namespace ActorChat.Tests.Journals;

/// <summary>Tables of its own on the server that many tests share.</summary>
public sealed class PostgresJournalDatabase(PostgresServer server) : JournalDatabase
{
    PostgresOptions options = null!;

    public override async Task InitializeAsync()
    {
        if (PostgresServer.Skipped) return;
        options = await server.NewSchema();
        await base.InitializeAsync();
    }

    public override Task<IReadOnlyList<string>> Columns(string table) => Columns(options, table);

    public override async Task<IReadOnlyList<string>> ColumnsOfTheLibrary(string table)
    {
        var own = await server.NewSchema();
        await using (var node = JournalNode.Stock(JournalConfig.For(own), Making)) await node.Entity("room/x").MadeTables();
        return await Columns(own, table);
    }

    internal override Config Configure() => JournalConfig.For(options);

    protected override IStore Connect() => new PostgresStore(options);

    static async Task<IReadOnlyList<string>> Columns(PostgresOptions options, string table)
    {
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"""
            select column_name || ' ' || data_type || ' ' || coalesce(character_maximum_length, 0) || ' ' || is_nullable || ' ' || is_identity || ' ' || coalesce(identity_generation, '') || ' ' || coalesce(column_default, '')
            from information_schema.columns where table_schema = '{PostgresServer.SchemaOf(options)}' and table_name = '{table}' order by ordinal_position
            """, connection);
        List<string> columns = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        columns.ShouldNotBeEmpty();
        return columns;
    }
}

/// <summary>The journal on a server.</summary>
[Collection(PostgresCollection.Name)]
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class PostgresJournalTests(PostgresJournalDatabase database)
    : JournalContract(database), IClassFixture<PostgresJournalDatabase>;
