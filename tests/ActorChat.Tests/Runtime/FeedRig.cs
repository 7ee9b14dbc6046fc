using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;

namespace ActorChat.Tests.Runtime;

/// <summary>A node's relays, with a feed whose owner is another node: played by the test, on a store in memory.</summary>
sealed class FeedRig : IFeedUplink
{
    static readonly TimeSpan LongLease = TimeSpan.FromHours(1);
    ShardClaim claim;
    readonly TaskCompletionSource neverChanges = new();

    FeedRig(ShardClaim claim, MemoryStore store, ManualTime time)
    {
        (this.claim, Store, Time) = (claim, store, time);
        Relays = new(Counter.Kinds, store, this, NodeSettings.Default.Cluster.Actors with { ShardCount = 1, ReadPage = 3 }, time) { Me = "here" };
    }

    public static EntityId Feed { get; } = Counter.Id("feed");

    public ManualTime Time { get; }
    public MemoryStore Store { get; }
    public Relays Relays { get; }

    /// <summary>The newest number, as the owner says when asked.</summary>
    public long Head { get; set; }

    /// <summary>Who is online, as the owner says when asked.</summary>
    public IReadOnlyList<string> Online { get; set; } = [];

    /// <summary>How often the owner was asked.</summary>
    public int Asked { get; private set; }

    /// <summary>Whether the owner counts the node in, as far as it was told.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>Who was asked last.</summary>
    public string LastAsked { get; private set; } = "";

    /// <summary>What happens before the owner's answer is here.</summary>
    public Action? MeanwhileAsking { get; set; }

    /// <summary>What happens while the owner is told that the node follows no more.</summary>
    public Action? MeanwhileUnfollowing { get; set; }

    public Task Changed => neverChanges.Task;

    public static async Task<FeedRig> Start()
    {
        var time = new ManualTime();
        var store = new MemoryStore(time);
        await store.Open(1, default);
        await store.Join(new("owner", "owner", "c:1", "l:1"), LongLease, default);
        var taken = (await store.Take("owner", [0], default)).Single();
        return new(new(0, "owner", taken.Epoch), store, time);
    }

    /// <summary>Another node has the feed from now on, and this one sees it.</summary>
    public void MoveTo(string owner)
    {
        claim = new(0, owner, claim.Epoch + 1);
        Relays.OnClusterChanged();
    }

    /// <summary>Commits events of these sizes, which take these identities off the feed; the owner does not send them by itself.</summary>
    public async Task Commit(params (int By, string? Expels)[] events)
    {
        var write = new Write(Feed, claim, Head, [.. events.Select(one => new NewEvent(Time.GetUtcNow(), "added", null, one.Expels, Encoding.UTF8.GetBytes($"{{\"By\":{one.By}}}")))]);
        (await Store.Commit([write], default)).ShouldBe([CommitOutcome.Committed]);
        Head += events.Length;
    }

    /// <summary>The owner sends an event.</summary>
    public void Send(long seq, int by, string? expels = null) => Relays.OnEvents(Feed, FeedRun.Of(new(seq, expels, Encoding.UTF8.GetBytes($"{seq}:{by}"))));

    /// <summary>The owner sends events that were committed at once.</summary>
    public void Send(long first, params (int By, string? Expels)[] events)
    {
        var frames = events.Select((one, i) => $"{first + i}:{one.By}").ToList();
        var ends = frames.Select((_, i) => string.Join('\n', frames.Take(i + 1)).Length).ToArray();
        string?[] expels = [.. events.Select(one => one.Expels)];
        Relays.OnEvents(Feed, new(first, Encoding.UTF8.GetBytes(string.Join('\n', frames)), ends, expels.All(one => one is null) ? null : expels));
    }

    public Task<bool> Follow(string owner, EntityId feed, IReadOnlyCollection<string> labels, Action<FollowAnswer> atOnce)
    {
        Asked++;
        (LastAsked, IsCounted) = (owner, true);
        MeanwhileAsking?.Invoke();
        atOnce(new(Head, Online));
        return Task.FromResult(true);
    }

    public ShardClaim? OwnerOf(EntityId feed) => claim;

    public void Relabel(string owner, EntityId feed, IReadOnlyList<string> added, IReadOnlyList<string> removed)
    {
    }

    public void Signal(string owner, EntityId feed, ReadOnlyMemory<byte> frame) => Relays.OnSignal(feed, frame);

    public void Unfollow(string owner, EntityId feed)
    {
        MeanwhileUnfollowing?.Invoke();
        IsCounted = false;
    }

    public void Check(string owner, EntityId feed, long head)
    {
    }
}

/// <summary>A follower that keeps what it is told.</summary>
sealed class Listener : IFollower
{
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>How many more events it has room for.</summary>
    public int Room { get; set; } = int.MaxValue;

    public string All => string.Join(' ', Told);

    public bool OnEvents(FeedRun published)
    {
        if (Room < published.Count) return false;
        Room -= published.Count;
        Told.Enqueue(Encoding.UTF8.GetString(published.Lines.Span).Replace('\n', ' '));
        published.All.Select(one => Encoding.UTF8.GetString(one.Frame.Span)).ShouldBe(Encoding.UTF8.GetString(published.Lines.Span).Split('\n'));
        return true;
    }

    public void OnGap(long after, long upTo) => Told.Enqueue($"gap {after}-{upTo}");

    public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline) =>
        Told.Enqueue($"+{string.Join('+', online)}-{string.Join('-', offline)}");

    public void OnSignal(ReadOnlyMemory<byte> frame) => Told.Enqueue($"signal {Encoding.UTF8.GetString(frame.Span)}");

    public void OnExpelled() => Told.Enqueue("expelled");

    public void OnCaughtUp() => Told.Enqueue("caught up");
}
