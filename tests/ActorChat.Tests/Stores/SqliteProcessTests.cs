using ActorChat.Node.Settings;
using System.Diagnostics;
using System.Globalization;
using ActorChat.Node.Stores.Sqlite;

namespace ActorChat.Tests.Stores;

/// <summary>Several processes on one file, one of them killed.</summary>
public sealed class SqliteProcessTests : IDisposable
{
    const int Processes = 3;
    const int Enough = 150;

    readonly TempFolder folder = new();
    readonly Process[] children = new Process[Processes];
    readonly long[] acknowledged = new long[Processes];
    int lost;

    public void Dispose()
    {
        foreach (var child in children.OfType<Process>())
        {
            if (!child.HasExited) child.Kill();
            child.WaitForExit();
            child.Dispose();
        }
        folder.Dispose();
    }

    [Fact]
    public async Task Database_WhenThreeProcessesWriteAndOneIsKilled_KeepsWhatWasAcknowledgedAndTheOthersLeases()
    {
        var file = folder.File("chat.db");
        var reading = Enumerable.Range(0, Processes).Select(number => Read(children[number] = SqliteChild.Start(file, number), number))
            .ToList();

        await Acknowledged(Enumerable.Repeat<long>(Enough, Processes));
        children[0].Kill();
        await Acknowledged([0, acknowledged[1] + Enough, acknowledged[2] + Enough]);
        children[1].StandardInput.Close();
        children[2].StandardInput.Close();
        await Task.WhenAll(reading);

        lost.ShouldBe(0);
        await using var store = new SqliteStore(NodeSettings.Default.Sqlite.At(file));
        await store.Open(default);
        for (var number = 0; number < Processes; number++)
        {
            var seqs = (await store.ReadForward(SqliteChild.Entity(number), 0, int.MaxValue, default)).Select(e => e.Seq).ToList();
            seqs.ShouldBe(Enumerable.Range(1, seqs.Count).Select(n => (long)n));
            // The one that was killed may have committed one that it could not tell of.
            ((long)seqs.Count).ShouldBeInRange(acknowledged[number], acknowledged[number] + (number == 0 ? 1 : 0));
        }
    }

    [Fact]
    public async Task Database_WhenAProcessIsStoppedWhileItWrites_ServesTheOthersAgainAsSoonAsItGoesOn()
    {
        var file = folder.File("chat.db");
        var reading = Enumerable.Range(0, Processes).Select(number => Read(children[number] = SqliteChild.Start(file, number), number))
            .ToList();
        await Acknowledged(Enumerable.Repeat<long>(Enough, Processes));

        for (var round = 0; round < 5; round++)
        {
            // Wherever it is: between two transactions, or in one, with the file locked.
            await Signal("STOP");
            await Task.Delay(SqliteChild.Lease / 5);
            await Signal("CONT");
            await Acknowledged(acknowledged.Select(count => count + Enough));
        }

        foreach (var child in children) child.StandardInput.Close();
        await Task.WhenAll(reading);
        lost.ShouldBe(0);
    }

    async Task Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{children[0].Id}"]);
        await kill.WaitForExitAsync();
    }

    async Task Read(Process child, int number)
    {
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("ok ", StringComparison.Ordinal))
            {
                Volatile.Write(ref acknowledged[number], long.Parse(line[3..], CultureInfo.InvariantCulture));
            }
            else if (line == "lost") Interlocked.Increment(ref lost);
        }
    }

    async Task Acknowledged(IEnumerable<long> least)
    {
        var wanted = least.ToArray();
        for (var watch = Stopwatch.StartNew(); wanted.Where((count, number) => Volatile.Read(ref acknowledged[number]) < count)
            .Any(); await Task.Delay(10))
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), $"acknowledged so far: {string.Join(", ", acknowledged)}");
    }
}
