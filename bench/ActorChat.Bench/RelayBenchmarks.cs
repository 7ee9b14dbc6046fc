using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Feeds;
using ActorChat.Node.Chat;
using ActorChat.Node.Kinds;
using ActorChat.Node.Stores.Memory;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>What a commit brought, handed to all local followers of a feed.</summary>
public class RelayBenchmarks
{
    readonly Relay relay =
        new(Ids.Room("Lab"), ChatKinds.All(NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files,
        NodeSettings.Default.Users, []).Single(kind => kind.Name == Ids.RoomKind).Feed!,
        new MemoryStore(TimeProvider.System), _ => { }, NodeSettings.Default.Feeds, TimeProvider.System);

    readonly Taker taker = new();
    readonly byte[] frame = new byte[220];
    long seq;

    /// <summary>Local followers.</summary>
    [Params(5, 200, 1000)]
    public int Followers { get; set; }

    /// <summary>Events of one commit.</summary>
    [Params(1, 64)]
    public int Events { get; set; }

    [GlobalSetup]
    public void Follow()
    {
        relay.OnFollowing(new(0, []));
        for (var i = 0; i < Followers; i++) relay.Start(relay.TryAdd($"user{i}", $"user{i}", taker)!, "room/Lab", 0, 0);
    }

    [Benchmark]
    public long FanOut()
    {
        relay.OnEvents(new(seq + 1, frame, new int[Events], null));
        return seq += Events;
    }

    sealed class Taker : IFollower
    {
        long bytes;

        public bool OnEvents(FeedRun published)
        {
            bytes += published.Lines.Length;
            return true;
        }

        public void OnGap(long after, long upTo)
        {
        }

        public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
        {
        }

        public void OnExpelled()
        {
        }

        public void OnCaughtUp()
        {
        }
    }
}
