using ActorChat.Node.Settings;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;
using ActorChat.Tests.Stores;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace ActorChat.Tests.Journals;

/// <summary>A file.</summary>
public sealed class SqliteJournalDatabase : JournalDatabase
{
    readonly TempFolder folder = new();

    SqliteOptions Options => NodeSettings.Default.Sqlite.At(folder.File("chat.db"));

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    public override Task<IReadOnlyList<string>> Columns(string table) => Columns("chat.db", table);

    public override async Task<IReadOnlyList<string>> ColumnsOfTheLibrary(string table)
    {
        var file = $"library-{table}.db";
        await using (var node =
            JournalNode.Stock(JournalConfig.For(NodeSettings.Default.Sqlite.At(folder.File(file))), Making)) await node.Entity("room/x")
            .MadeTables();
        return await Columns(file, table);
    }

    internal override Config Configure() => JournalConfig.For(Options);

    protected override IStore Connect() => new SqliteStore(Options);

    async Task<IReadOnlyList<string>> Columns(string file, string table)
    {
        await using var connection = new SqliteConnection($"Data Source={folder.File(file)};Pooling=False");
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = "select lower(name || ' ' || type || ' ' || \"notnull\" || ' ' || pk || ' ' || coalesce(dflt_value, '')) "
            + $"from pragma_table_info('{table}')";
        List<string> columns = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        columns.ShouldNotBeEmpty();
        return columns;
    }
}

/// <summary>The journal on a file.</summary>
public sealed class SqliteJournalTests(SqliteJournalDatabase database) : JournalContract(database), IClassFixture<SqliteJournalDatabase>;
