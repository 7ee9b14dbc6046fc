using ActorChat.Node.Settings;
using System.Diagnostics;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Postgres;
using Npgsql;

namespace ActorChat.Tests.Stores;

/// <summary>
/// A server that crashes, is restarted, is slow, or lets nobody in. The other tests have another one: this would take them down with it.
/// </summary>
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class PostgresFaultTests(PostgresServer server) : IClassFixture<PostgresServer>, IAsyncLifetime
{
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // A test that failed may have left it down.
    public Task InitializeAsync() => server.IsRunning ? Task.CompletedTask : server.Start();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_WhenTheServerGoesDownAndComesBack_IsUnknownAndThenGoesOnWithNothingLost(bool crash)
    {
        await using var store = await Entered(await server.NewSchema());
        var writers = Enumerable.Range(0, 4).Select(n => WriteUntilUnknown(store, n)).ToList();
        await Until(async () => (await store.ReadForward(Room(3), 20, 1, default)).Count > 0);

        if (crash) await server.Crash();
        else await server.Stop();

        var acknowledged = await Task.WhenAll(writers);
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Keep("one", Lease, "", false, default));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.ReadForward(Room(0), 0, 1, default));

        await server.Start();
        await Until(() => Succeeds(() => store.Keep("one", Lease, "", false, default)));
        for (var n = 0; n < acknowledged.Length; n++)
        {
            var room = Room(n);
            IReadOnlyList<StoredEvent> events = [];
            await Until(() => Succeeds(async () =>
            {
                events = await store.ReadForward(room, 0, int.MaxValue, default);
                return true;
            }));
            events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, events.Count).Select(seq => (long)seq));
            events.Count.ShouldBeInRange(acknowledged[n], acknowledged[n] + 1);
            await Until(async () => (await store.Commit([Posted(room, events.Count)], default))[0] == CommitOutcome.Committed);
        }
    }

    [Fact]
    public async Task Commit_WhenAStatementFails_IsUnknownHasNoEffectAndTheConnectionServesOn()
    {
        var options = Few(await server.NewSchema());
        await using var store = await Opened(options);
        await Execute(options, "alter table snapshot add constraint broken check (sequence_number < 0)");

        for (var round = 0; round < 3; round++)
        {
            Write[] batch = [Posted(Room(0), 0), Posted(Room(1), 0) with { Snapshot = new StoredSnapshot(1, default) }];
            (await store.Commit(batch, default)).ShouldBe([CommitOutcome.Unknown, CommitOutcome.Unknown]);
            (await store.ReadForward(Room(0), 0, 9, default)).ShouldBeEmpty();
        }

        (await store.Commit([Posted(Room(0), 0)], default)).ShouldBe([CommitOutcome.Committed]);
    }

    [Fact]
    public async Task Commit_WhenTheServerIsStuck_IsUnknownInTimeAndLeasesAreRenewedAndJournalsReadMeanwhile()
    {
        var options = Few(await server.NewSchema());
        await using var store = await Entered(options);
        await using var other = new NpgsqlConnection(options.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("lock table journal in exclusive mode", other, transaction);
        await hold.ExecuteNonQueryAsync();

        // More than there are connections: the rest wait for one, and give up too.
        var stuck = Enumerable.Range(0, 4).Select(n => store.Commit([Posted(Room(n), 0)], default)).ToList();
        (await store.Keep("one", Lease, "", false, default)).ShouldBeTrue();
        (await store.ReadNodes(default)).Count.ShouldBe(1);
        (await store.ReadForward(Room(0), 0, 9, default)).ShouldBeEmpty();
        stuck.ShouldAllBe(commit => !commit.IsCompleted);

        (await Task.WhenAll(stuck)).ShouldAllBe(outcomes => outcomes[0] == CommitOutcome.Unknown);
        await transaction.RollbackAsync();
        (await store.Commit([Posted(Room(0), 0)], default)).ShouldBe([CommitOutcome.Committed]);
    }

    [Fact]
    public async Task Open_WhenNoConnectionIsLeft_SaysWhatToRaise()
    {
        await server.Execute("create role few login connection limit 0");
        await using var store = new PostgresStore(NodeSettings.Default.Postgres.At($"{server.ConnectionString};Username=few"));

        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Open(default))).Message.ShouldContain("max_connections");
    }

    [Fact]
    public async Task Open_WhenTheSchemaIsNewer_IsRefused()
    {
        var options = await server.NewSchema();
        await (await Opened(options)).DisposeAsync();
        await Execute(options, "update meta set version = 99");

        (await Should.ThrowAsync<StoreRefusedException>(() => Opened(options))).Message.ShouldContain("schema version 99");
    }

    [Fact]
    public async Task Open_WhenTheServerWouldForgetCommits_IsRefused()
    {
        var options = await server.NewSchema();
        await server.Execute("create role careless login superuser");
        await server.Execute("alter role careless set synchronous_commit = off");
        await using var store = new PostgresStore(NodeSettings.Default.Postgres.At($"{options.ConnectionString};Username=careless"));

        (await Should.ThrowAsync<StoreRefusedException>(() => store.Open(default))).Message.ShouldContain("synchronous_commit");
    }

    [Fact]
    public async Task Call_WhenTooManyAreUnderWay_FailsAtOnce()
    {
        var schema = await server.NewSchema();
        await using var store = await Opened(NodeSettings.Default.Postgres.At(schema.ConnectionString) with { MaxCalls = 3 });

        var calls = Enumerable.Range(0, 50).Select(n => store.PutChunk("f", n, new byte[100_000], default)).ToList();
        var failures = 0;
        foreach (var call in calls)
        {
            try
            {
                await call;
            }
            catch (StoreUnavailableException failure)
            {
                failure.Message.ShouldContain("MaxCalls");
                failures++;
            }
        }

        failures.ShouldBeInRange(1, 47);
    }

    static async Task<int> WriteUntilUnknown(PostgresStore store, int n)
    {
        var after = 0;
        while ((await store.Commit([Posted(Room(n), after)], default))[0] is var outcome)
        {
            if (outcome == CommitOutcome.Unknown) break;
            outcome.ShouldBe(CommitOutcome.Committed);
            after++;
        }
        return after;
    }

    static PostgresOptions Few(PostgresOptions options) => options with
    {
        MaxConnections = 1,
        MaxCommitConnections = 1,
        CommandTimeout = TimeSpan.FromSeconds(1),
        ConnectTimeout = TimeSpan.FromSeconds(1),
    };

    static async Task<PostgresStore> Opened(PostgresOptions options)
    {
        var store = new PostgresStore(options);
        await store.Open(default);
        return store;
    }

    static async Task<PostgresStore> Entered(PostgresOptions options)
    {
        var store = await Opened(options);
        (await store.Enter(new NodeRecord("n1", "one", "", ""), Lease, false, default)).Joined.ShouldBeTrue();
        return store;
    }

    static EntityId Room(int n) => new("room", $"r{n}");

    static Write Posted(EntityId room, long after) =>
        new(room, after, [new NewEvent(DateTimeOffset.FromUnixTimeMilliseconds(after), "posted", null, null, "{}"u8.ToArray())]);

    static async Task Execute(PostgresOptions options, string sql)
    {
        await using var connection = new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    static async Task<bool> Succeeds(Func<Task<bool>> call)
    {
        try
        {
            return await call();
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    static async Task Until(Func<Task<bool>> condition)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Task.Delay(20)) watch.Elapsed.ShouldBeLessThan(Patience);
    }
}
