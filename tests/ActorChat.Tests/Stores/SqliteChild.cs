using ActorChat.Node.Settings;
using System.Diagnostics;
using System.Globalization;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Sqlite;

namespace ActorChat.Tests.Stores;

/// <summary>
/// A process that writes to a database as fast as it can, as a node with one entity and a short lease, until its input ends. It says
/// <c>ok 7</c> when its seventh event is committed, and <c>lost</c> when its lease is.
/// </summary>
static class SqliteChild
{
    // Long enough that a disk that stalls for a second takes nobody's.
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    const string FileVariable = "ACTORCHAT_TEST_DATABASE";
    const string NameVariable = "ACTORCHAT_TEST_NAME";

    public static Process Start(string file, int number)
    {
        var assembly = typeof(SqliteChild).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[FileVariable] = file;
        start.Environment[NameVariable] = $"{number}";
        return Process.Start(start)!;
    }

    public static EntityId Entity(int number) => new("room", $"r{number}");

    public static async Task Run()
    {
        var number = int.Parse(Environment.GetEnvironmentVariable(NameVariable)!, CultureInfo.InvariantCulture);
        await using var store = new SqliteStore(NodeSettings.Default.Sqlite.At(Environment.GetEnvironmentVariable(FileVariable)!));
        await store.Open(default);
        // The console reads while its caller waits, even by its asynchronous methods.
        var ended = Task.Run(Console.In.ReadToEnd);
        await store.AcquireLease($"lease{number}", $"run{number}", Lease, default);
        await Task.WhenAll(Renew(store, number, ended), Write(store, number, ended));
    }

    static async Task Renew(SqliteStore store, int number, Task ended)
    {
        while (!ended.IsCompleted)
        {
            if (!await store.RenewLease($"lease{number}", $"run{number}", Lease, default)) Console.WriteLine("lost");
            await Task.WhenAny(ended, Task.Delay(Lease / 3));
        }
    }

    static async Task Write(SqliteStore store, int number, Task ended)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(0);
        for (var seq = 1; !ended.IsCompleted; seq++)
        {
            var write = new Write(Entity(number), seq - 1, [new NewEvent(at, "posted", null, null, "{}"u8.ToArray())]);
            Console.WriteLine((await store.Commit([write], default))[0] == CommitOutcome.Committed ? $"ok {seq}" : "lost");
        }
    }
}
