using ActorChat.Node.Settings;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores.Memory;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Node.Stores.Sqlite;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace ActorChat.Tests.Journals;

/// <summary>What the node refuses to start with.</summary>
public sealed class JournalConfigTests
{
    static readonly Config Config = JournalConfig.For(NodeSettings.Default.Sqlite.At("chat.db"));

    [Fact]
    public async Task Check_WhenTheConfigurationIsOurs_FindsNothing() => (await Refusal("")).ShouldBeNull();

    [Fact]
    public async Task Check_WhenTheStockJournalIsConfigured_SaysWhatMustStandThere() =>
        (await Refusal("akka.persistence.journal.sql.class = \"Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql\""))
            .ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                message => message.ShouldContain("akka.persistence.journal.sql.class"),
                message => message.ShouldContain("ActorChat.Node.Journals.ChatJournal, ActorChat.Node"));

    [Fact]
    public async Task Check_WhenAnotherPluginIsChosen_SaysWhatMustStandThere() =>
        (await Refusal("akka.persistence.journal.plugin = akka.persistence.journal.inmem")).ShouldNotBeNull()
            .ShouldContain("akka.persistence.journal.inmem.class");

    [Fact]
    public async Task Check_WhenTheReplayFilterIsOn_SaysWhatItWouldDo() =>
        (await Refusal("akka.persistence.journal.sql.replay-filter.mode = repair-by-discard-old")).ShouldNotBeNull()
            .ShouldSatisfyAllConditions(
                message => message.ShouldContain("replay-filter.mode"), message => message.ShouldContain("drops acknowledged events"));

    [Fact]
    public async Task Check_WhenThereIsNoSetup_SaysSo() =>
        (await Refusal("", withSetup: false)).ShouldNotBeNull().ShouldContain("JournalSetup");

    [Fact]
    public void For_WhenTheConnectionStringHoldsQuotes_KeepsIt()
    {
        const string Password = """a"b\c$d;e'f""";
        var config = JournalConfig.For(
            NodeSettings.Default.Postgres.At(new Npgsql.NpgsqlConnectionStringBuilder { Host = "db1", Password = Password }.ToString()));

        var read = config.GetString("akka.persistence.journal.sql.connection-string");

        new Npgsql.NpgsqlConnectionStringBuilder(read).Password.ShouldBe(Password);
    }

    static async Task<string?> Refusal(string more, bool withSetup = true)
    {
        var setup = ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(ConfigurationFactory.ParseString($"akka.loglevel = OFF\n{more}").WithFallback(Config)));
        if (withSetup) setup = setup.And(new JournalSetup(null!, new MemoryStore(TimeProvider.System)));
        using var system = ActorSystem.Create("checked", setup);
        try
        {
            JournalConfig.Check(system);
            return null;
        }
        catch (ConfigurationException refused)
        {
            return refused.Message;
        }
        finally
        {
            await system.Terminate();
        }
    }
}
