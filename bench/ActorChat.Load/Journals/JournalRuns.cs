using System.Diagnostics;
using ActorChat.Load.Bare;
using ActorChat.Load.Measure;
using ActorChat.Node;
using ActorChat.Node.Stores;
using Akka.Actor;

namespace ActorChat.Load.Journals;

/// <summary>What was reached, and what it cost this process and the database's.</summary>
record struct JournalFigures(double PerSecond, double CpuMicroseconds, double DatabaseCpuMicroseconds);

/// <summary>The same work on either journal.</summary>
static class JournalRuns
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>So many entities post, each with so many events under way.</summary>
    public static async Task<JournalFigures> Post(
        JournalPlace place, bool isOurs, int entities, int window, int textBytes, TimeSpan warmUp, TimeSpan duration)
    {
        var persisted = 0L;
        await using var node = await JournalSystem.Start(place, isOurs);
        var body = BareRows.Body(textBytes, 1_000_000);
        Action onPersisted = () => Interlocked.Increment(ref persisted);
        var actors = Enumerable.Range(0, entities)
            .Select(n => node.System.ActorOf(Props.Create(() => new PostingEntity($"room/posting-{n}", body, onPersisted)))).ToList();
        foreach (var actor in actors) actor.Tell(new PostingEntity.Begin(window));
        await Task.Delay(warmUp);
        var figures = await Measure(place, async () =>
        {
            var before = Interlocked.Read(ref persisted);
            await Task.Delay(duration);
            return Interlocked.Read(ref persisted) - before;
        });
        foreach (var actor in actors) actor.Tell(new PostingEntity.End());
        return figures;
    }

    /// <summary>Fills the journals of so many entities.</summary>
    public static async Task Fill(JournalPlace place, int entities, int events, int textBytes)
    {
        await using var store = await place.Open();
        NewEvent[] posted = [.. Enumerable.Repeat(
            new NewEvent(DateTimeOffset.UtcNow, "posted", null, null, BareRows.Body(textBytes, 1_000_000)), events)];
        foreach (var batch in Enumerable.Range(0, entities).Select(n => new Write(new EntityId("room", $"recovering-{n}"), 0, posted))
            .Chunk(500))
        {
            if ((await store.Commit(batch, default)).Any(outcome => outcome != CommitOutcome.Committed))
            {
                throw new IOException("The journals could not be filled.");
            }
        }
    }

    /// <summary>All of them recover at once, after a few have, for the compiler.</summary>
    public static async Task<JournalFigures> Recover(JournalPlace place, bool isOurs, int entities, int first)
    {
        await using var node = await JournalSystem.Start(place, isOurs);
        await Ask(node, 0, first);
        return await Measure(place, () => Ask(node, first, entities - first));
    }

    static async Task<long> Ask(JournalSystem node, int first, int count)
    {
        Action nothing = () => { };
        var asked = Enumerable.Range(first, count)
            .Select(n => node.System.ActorOf(Props.Create(() => new PostingEntity($"room/recovering-{n}", Array.Empty<byte>(), nothing)))
                .Ask<long>(new PostingEntity.Ask(), Patience))
            .ToList();
        return (await Task.WhenAll(asked)).Count(last => last > 0);
    }

    static async Task<JournalFigures> Measure(JournalPlace place, Func<Task<long>> work)
    {
        int[] database = place.ProcessId is { } process ? [.. ProcessUsage.Family(process)] : [];
        double Own() => Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds;
        var (own, theirs, watch) = (Own(), ProcessUsage.CpuSeconds(database), Stopwatch.StartNew());
        var count = Math.Max(1, await work());
        return new(count / watch.Elapsed.TotalSeconds, (Own() - own) / count, (ProcessUsage.CpuSeconds(database) - theirs) * 1e6 / count);
    }
}
