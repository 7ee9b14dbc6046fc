using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores;

namespace ActorChat.Tests.Stores;

/// <summary>
/// What every store must do, sentence by sentence of the interface. Each test has an empty store; the other parts of this
/// class hold the tests, one part for each part of the interface.
/// </summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    // Long enough never to run out in a test, and short enough to wait for. A test that has something to do before a lease runs out takes
    // the long one first, and then renews it with the short one.
    protected static readonly TimeSpan LongLease = TimeSpan.FromMinutes(10);
    protected static readonly TimeSpan ShortLease = TimeSpan.FromMilliseconds(100);

    static long lastLetter;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    protected static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    readonly List<IStore> connected = [];

    protected IStore Store { get; private set; } = null!;

    /// <summary>One more node's store on the same database, not opened yet.</summary>
    protected abstract IStore Connect();

    /// <summary>Lets a little of the store's own time pass.</summary>
    protected virtual Task Tick() => Task.Delay(10);

    public virtual async Task InitializeAsync() => Store = await Opened();

    public virtual async Task DisposeAsync()
    {
        foreach (var store in connected) await store.DisposeAsync();
    }

    protected IStore Connected()
    {
        var store = Connect();
        connected.Add(store);
        return store;
    }

    protected async Task<IStore> Opened()
    {
        var store = Connected();
        await store.Open(default);
        return store;
    }

    /// <summary>Many nodes' stores open one empty database at once.</summary>
    protected static async Task AllFindIt(Func<IStore> connect)
    {
        var stores = Enumerable.Range(0, 8).Select(_ => connect()).ToList();

        await Task.WhenAll(stores.Select(store => InBackground(async () =>
        {
            await store.Open(default);
            return true;
        })));

        (await stores[7].ReadNodes(default)).ShouldBeEmpty();
        foreach (var store in stores) await store.DisposeAsync();
    }

    protected async Task Until(Func<Task<bool>> condition)
    {
        for (var watch = Stopwatch.StartNew(); !await condition(); await Tick())
            watch.Elapsed.ShouldBeLessThan(Patience, "the condition did not come true");
    }

    protected static NodeRecord Node(string name, string incarnation) => new(name, incarnation, $"{name}:1", $"{name}:2");

    protected async Task<CommitOutcome> Commit(Write write) => (await Store.Commit([write], default)).ShouldHaveSingleItem();

    protected async Task Committed(Write write) => (await Commit(write)).ShouldBe(CommitOutcome.Committed);

    protected static EntityId Room(string name) => new("room", name);

    protected static NewEvent Said(string text, string type = "posted") => new(At, type, null, null, Json(text));

    protected static NewEvent[] Said(int count) => [.. Enumerable.Range(1, count).Select(n => Said($"text {n}"))];

    protected static NewLetter Letter(string text, int dueInMs = 0) =>
        new(NextLetter(), At.AddMilliseconds(dueInMs), Room("target"), Bytes(text));

    /// <summary>As senders number theirs: on and on, each from a beginning of its own.</summary>
    protected static long NextLetter() => Interlocked.Increment(ref lastLetter);

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An event's body that says this.</summary>
    protected static byte[] Json(string text) => JsonSerializer.SerializeToUtf8Bytes(new { text });

    /// <summary>What bytes say, be they an event's body or not.</summary>
    protected static string Text(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith((byte)'{') ? JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!
            : Encoding.UTF8.GetString(body.Span);

    protected async Task<long[]> Seqs(EntityId entity) =>
        [.. (await Store.ReadForward(entity, 0, int.MaxValue, default)).Select(e => e.Seq)];

    protected Task<IReadOnlyList<StoredLetter>> Due(int afterMs = 0) =>
        Store.ReadDue(At.AddMilliseconds(afterMs), 1000, default);
}
