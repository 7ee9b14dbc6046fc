using System.Diagnostics;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores.Postgres;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Stores;

namespace ActorChat.Tests.Journals;

/// <summary>A server that goes away under a journal.</summary>
[TestCaseOrderer(UnlessPostgresIsSkipped.Type, UnlessPostgresIsSkipped.Assembly)]
public sealed class PostgresJournalFaultTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    static readonly TimeSpan Away = TimeSpan.FromSeconds(10), Back = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Journal_WhenTheDatabaseWasAwayForTenSeconds_StoresAgainWithinTwo()
    {
        const int Entities = 20;
        var options = await server.NewSchema();
        var store = new PostgresStore(options);
        await store.Open(default);
        await using var node = JournalNode.Ours(JournalConfig.For(options), store);
        var posting = Enumerable.Range(0, Entities).Select(n => Post(node, $"room/r{n}")).ToList();
        await Task.WhenAll(posting.Select(post => post.First.Task));

        var watch = Stopwatch.StartNew();
        await server.Stop();
        await Eventually.True(() => watch.Elapsed >= Away, "the fault's end");
        await server.Start();

        watch.Restart();
        foreach (var post in posting) post.IsBack.TrySetResult();
        await Task.WhenAll(posting.Select(post => post.Posted));
        watch.Elapsed.ShouldBeLessThan(Back);
        foreach (var (n, post) in posting.Index())
        {
            var events = (await node.Client.Replay($"room/r{n}")).Events;
            events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, events.Count).Select(seq => (long)seq));
            post.Acknowledged.Except(events.Select(e => e.Text)).ShouldBeEmpty();
        }
    }

    static Posting Post(JournalNode node, string id)
    {
        var posting = new Posting();
        posting.Posted = posting.Run(node, id);
        return posting;
    }

    // Posts as fast as it can until a second one succeeds after the fault; recovers whenever it does not know where it stands.
    sealed class Posting
    {
        public TaskCompletionSource First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource IsBack { get; } = new();

        public List<string> Acknowledged { get; } = [];

        public Task Posted { get; set; } = Task.CompletedTask;

        public async Task Run(JournalNode node, string id)
        {
            long? last = 0;
            for (var n = 1; ; n++)
            {
                var wasBack = IsBack.Task.IsCompleted;
                last ??= await Highest(node, id);
                if (last is not { } known) continue;
                var end = await node.Client.Write(id, known + 1, $"t{n}");
                last = end[0] == "ok" ? known + 1 : null;
                if (end[0] != "ok") continue;
                Acknowledged.Add($"t{n}");
                First.TrySetResult();
                if (wasBack) return;
            }
        }

        static async Task<long?> Highest(JournalNode node, string id)
        {
            try
            {
                return (await node.Client.Replay(id)).Highest;
            }
            catch (Exception failure) when (failure is not TimeoutException)
            {
                return null;
            }
        }
    }
}
