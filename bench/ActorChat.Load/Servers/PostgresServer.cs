using System.Diagnostics;
using Npgsql;

namespace ActorChat.Load.Servers;

/// <summary>
/// A PostgreSQL server of the generator's own, from the machine's binaries and with their default settings, so durable as in earnest;
/// reached by a socket in its folder. A shell between stops it when its input ends, so that it ends with the generator however that ends.
/// </summary>
sealed class PostgresServer : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string folder;
    Process? process;

    PostgresServer(string folder) => this.folder = folder;

    /// <summary>For the database's owner.</summary>
    public string ConnectionString => $"Host={folder};Username=actorchat;Database=postgres";

    /// <summary>The server's first process; the others are its children.</summary>
    public int ProcessId =>
        int.Parse(File.ReadLines(Path.Combine(DataFolder, "postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);

    string DataFolder => Path.Combine(folder, "data");

    public static async Task<PostgresServer> Start(string dataFolder)
    {
        // The path of a socket must be short.
        var server = new PostgresServer(
            Directory.CreateDirectory(Path.Combine(dataFolder, $"pg-{Environment.ProcessId}-{Random.Shared.Next(10000)}")).FullName);
        try
        {
            await server.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    async Task Start()
    {
        const string Guard = """log="$1"; shift; "$@" >>"$log" 2>&1 & pid=$!; read -r _; kill -INT $pid 2>/dev/null; wait $pid""";
#pragma warning disable CA1416 // The generator is for Linux. The server's own user, which is another one than root, must be able to write.
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_111_111);
#pragma warning restore CA1416
        using var initdb = Run(
            Program("initdb"), "-D", DataFolder, "-U", "actorchat", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await Finish(initdb);
        var log = Path.Combine(folder, "server.log");
        process = Run("/bin/sh", "-c", Guard, "sh", log, Program("postgres"), "-D", DataFolder, "-k", folder, "-c", "listen_addresses=",
            "-c", "max_connections=200");
        for (var watch = Stopwatch.StartNew(); !await Answers(); await Task.Delay(20))
        {
            if (process.HasExited || watch.Elapsed > Patience)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(log)}");
            }
        }
    }

    async Task<bool> Answers()
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync().WaitAsync(Patience);
            process.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    // The server refuses to run as root.
    static Process Run(string program, params string[] arguments)
    {
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", program, .. arguments]
            : [program, .. arguments];
        return Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true,
            RedirectStandardError = true })!;
    }

    static async Task Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"initdb failed: {await error}");
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
                $"PostgreSQL's '{name}' is not on this machine: install it (apt-get install postgresql), or measure with --store sqlite.");
    }
}
