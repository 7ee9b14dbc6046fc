using ActorChat.Node.Settings;
using System.Diagnostics;
using System.Net.Sockets;
using ActorChat.Node.Stores.Postgres;
using Npgsql;
using Xunit;

namespace ActorChat.Harness;

/// <summary>
/// A PostgreSQL server of the tests' own, from the machine's binaries, in a temporary folder, reached by a socket in it; durable as in
/// earnest. It ends with the tests, even if they are killed: a shell between waits for the end of its input, and then stops the server.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string folder = Directory.CreateTempSubdirectory("actorchat-pg-").FullName;
    Process? process;
    int schemas;

    /// <summary>Set to 1 where there is no server; the tests that need one are then left out.</summary>
    public static bool Skipped => Environment.GetEnvironmentVariable("ACTORCHAT_SKIP_POSTGRES") == "1";

    public bool IsRunning => process is { HasExited: false };

    string DataFolder => Path.Combine(folder, "data");

    public async Task InitializeAsync()
    {
        if (Skipped) return;
        // The server's own user, which is another one than root, must be able to write it.
#pragma warning disable CA1416 // These tests are for Linux.
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
#pragma warning restore CA1416
        using var initdb = Start(
            Program("initdb"), "-D", DataFolder, "-U", "actorchat", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Finish(initdb, "initdb");
        await Start();
    }

    /// <summary>Starts the server (again).</summary>
    public async Task Start()
    {
        const string Guard = """log="$1"; shift; "$@" >>"$log" 2>&1 & pid=$!; read -r _; kill -INT $pid 2>/dev/null; wait $pid""";
        process = Start(
            "/bin/sh", "-c", Guard, "sh", Path.Combine(folder, "server.log"),
            Program("postgres"), "-D", DataFolder, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200");
        for (var watch = Stopwatch.StartNew(); !await Answers(); await Task.Delay(20))
        {
            if (process.HasExited || watch.Elapsed > Patience)
                throw new InvalidOperationException(
                    $"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(folder, "server.log"))}");
        }
    }

    /// <summary>Ends the server at once, as a crash would: nothing is written any more, and transactions are cut off.</summary>
    public async Task Crash() => await Signal("QUIT");

    /// <summary>Ends the server as an administrator would: connections are told.</summary>
    public async Task Stop() => await Signal("INT");

    /// <summary>Options for a store with tables of its own.</summary>
    public async Task<PostgresOptions> NewSchema()
    {
        var schema = $"t{Interlocked.Increment(ref schemas)}";
        await Execute($"create schema {schema}");
        return In(schema);
    }

    /// <summary>Options for a store in that schema.</summary>
    public PostgresOptions In(string schema) => NodeSettings.Default.Postgres.At($"{ConnectionString};Search Path={schema}");

    /// <summary>For the database's owner.</summary>
    public string ConnectionString => ConnectionStringOf("actorchat");

    /// <summary>For another user.</summary>
    public string ConnectionStringOf(string user) => $"Host={folder};Username={user};Database=postgres";

    /// <summary>Makes a user of that name who may use the schema of that name, and is no administrator: limits hold for them.</summary>
    public Task NewUser(string schema) => Execute($"create role {schema} login; grant all on schema {schema} to {schema}");

    /// <summary>Takes no connection of that user any more, and ends those that there are.</summary>
    public async Task TakeNone(string user)
    {
        await Execute($"alter role {user} connection limit 0");
        await Execute($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{user}'");
    }

    /// <summary>Takes connections of that user again.</summary>
    public Task TakeAll(string user) => Execute($"alter role {user} connection limit -1");

    /// <summary>The schema of a store's options.</summary>
    public static string SchemaOf(PostgresOptions options) => new NpgsqlConnectionStringBuilder(options.ConnectionString).SearchPath!;

    /// <summary>The same by a port that leads to <see cref="Socket"/>.</summary>
    public static string ConnectionStringBy(string port, string user = "actorchat") =>
        $"Host=127.0.0.1;Port={port};Username={user};Database=postgres";

    /// <summary>Where the server listens.</summary>
    public UnixDomainSocketEndPoint Socket => new(Path.Combine(folder, ".s.PGSQL.5432"));

    public async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        if (process is not null) await Ended();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    async Task<bool> Answers()
    {
        try
        {
            await Execute("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    async Task Signal(string signal)
    {
        // The first line of this file is the server's own id.
        var pid = (await File.ReadAllLinesAsync(Path.Combine(DataFolder, "postmaster.pid")))[0];
        using var kill = Process.Start("kill", [$"-{signal}", pid]);
        await kill.WaitForExitAsync();
        await Ended();
    }

    async Task Ended()
    {
        process!.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(deadline.Token);
        process.Dispose();
        process = null;
    }

    // The server refuses to run as root.
    static Process Start(string program, params string[] arguments)
    {
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", program, .. arguments]
            : [program, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true })!;
    }

    static async Task Finish(Process process, string name)
    {
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{name} failed: {await error}");
    }

    static string Program(string name)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(version => version, StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
            : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        return debian.Concat(path).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need PostgreSQL's '{name}', and it is not on this machine. Install it (apt-get install postgresql), or leave "
                    + "these tests out with ACTORCHAT_SKIP_POSTGRES=1.");
    }
}
