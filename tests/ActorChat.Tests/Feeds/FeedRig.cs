using ActorChat.Node.Settings;
using System.Collections.Concurrent;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Feeds;
using ActorChat.Tests.Entities;
using ActorChat.Tests.Harness;

namespace ActorChat.Tests.Feeds;

/// <summary>A relay whose feed's owner is played by the test.</summary>
sealed class FeedRig
{
    public FeedRig() =>
        Relay = new(Feed, Counter.Kind.Feed!, Store, _ => Relabelled++, NodeSettings.Default.Feeds with { ReadPage = 3 }, Time);

    public static EntityId Feed { get; } = Counter.Id("feed");

    public ManualTime Time { get; } = new();
    public PageStore Store { get; } = new();
    public Relay Relay { get; }

    /// <summary>How often the labels have changed.</summary>
    public int Relabelled { get; private set; }

    /// <summary>A follower under its own label; the owner counts the node in.</summary>
    public (Listener, Subscription) Follow(string identity = "alice", params string[] online)
    {
        var listener = new Listener();
        var subscription = Relay.TryAdd(identity, identity, listener).ShouldNotBeNull();
        Answer(online);
        return (listener, subscription);
    }

    /// <summary>The owner says how far the feed goes, and who is online.</summary>
    public void Answer(params string[] online) => Relay.OnFollowing(new(Store.Head, online));

    /// <summary>The owner sends an event.</summary>
    public void Send(long seq, int by, string? expels = null) =>
        Relay.OnEvents(FeedRun.Of(new(seq, expels, Encoding.UTF8.GetBytes($"{seq}:{by}"))));

    /// <summary>The owner sends events that were committed at once.</summary>
    public void Send(long first, params (int By, string? Expels)[] events)
    {
        var frames = events.Select((one, i) => $"{first + i}:{one.By}").ToList();
        var ends = frames.Select((_, i) => string.Join('\n', frames.Take(i + 1)).Length).ToArray();
        string?[] expels = [.. events.Select(one => one.Expels)];
        Relay.OnEvents(new(first, Encoding.UTF8.GetBytes(string.Join('\n', frames)), ends, expels.All(one => one is null) ? null : expels));
    }
}

/// <summary>A follower that keeps what it is told.</summary>
sealed class Listener : IFollower
{
    public ConcurrentQueue<string> Told { get; } = new();

    /// <summary>How many more events it has room for.</summary>
    public int Room { get; set; } = int.MaxValue;

    public string All => string.Join(' ', Told);

    /// <summary>The same without where it had caught up: that comes again whenever the feed is followed anew.</summary>
    public string WithoutCatchingUp => string.Join(' ', Told.Where(one => one != "caught up"));

    public bool OnEvents(FeedRun published)
    {
        if (Room < published.Count) return false;
        Room -= published.Count;
        Told.Enqueue(Encoding.UTF8.GetString(published.Lines.Span).Replace('\n', ' '));
        published.All.Select(one => Encoding.UTF8.GetString(one.Frame.Span))
            .ShouldBe(Encoding.UTF8.GetString(published.Lines.Span).Split('\n'));
        return true;
    }

    public void OnGap(long after, long upTo) => Told.Enqueue($"gap {after}-{upTo}");

    public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline) =>
        Told.Enqueue($"+{string.Join('+', online)}-{string.Join('-', offline)}");

    public void OnSignal(ReadOnlyMemory<byte> frame) => Told.Enqueue($"signal {Encoding.UTF8.GetString(frame.Span)}");

    public void OnExpelled() => Told.Enqueue("expelled");

    public void OnCaughtUp() => Told.Enqueue("caught up");
}
