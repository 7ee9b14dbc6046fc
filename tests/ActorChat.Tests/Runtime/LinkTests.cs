using ActorChat.Node.Settings;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Former.Links;
using ActorChat.Node.Former.Links.Tcp;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;
using Microsoft.Extensions.Logging;

namespace ActorChat.Tests.Runtime;

/// <summary>Links over real sockets on this machine.</summary>
public sealed class LinkTests : IAsyncLifetime
{
    readonly List<Station> stations = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var station in stations) await station.Network.DisposeAsync();
    }

    [Fact]
    public async Task Frames_WhenTheLinkStands_ArriveInOrderBothWays()
    {
        var (one, two) = await Pair();
        for (var i = 0; i < 1000; i++) one.Say(two, $"{i}");
        two.Say(one, "back");
        await Eventually.True(() => two.Heard.Count == 1000 && one.Heard.Count == 1, "all frames");
        two.Heard.ShouldBe(Enumerable.Range(0, 1000).Select(i => $"one:{i}"));
        one.Heard.ShouldBe(["two:back"]);
    }

    [Fact]
    public async Task Peer_WhenItDoesNotKnowTheSecret_IsNotHeard()
    {
        var one = await Open("one", secret: "right");
        var two = await Open("two", secret: "wrong");
        one.Network.SetPeers([two.Node]);
        two.Network.SetPeers([one.Node]);
        await Eventually.True(() => one.Refusals > 0 && two.Refusals > 0, "both refuse");
        one.Say(two, "hello").ShouldBeFalse();
        (one.Heard.Count + two.Heard.Count + one.Ups + two.Ups).ShouldBe(0);
    }

    [Fact]
    public async Task Peer_WhenItLooksForAFormerIncarnation_IsRefused()
    {
        var one = await Open("one");
        var two = await Open("two");
        one.Network.SetPeers([two.Node with { Incarnation = "two before" }]);
        await Eventually.True(() => two.Refusals > 0, "it is refused");
        one.Ups.ShouldBe(0);
    }

    [Fact]
    public async Task Node_WhenItLivesAnew_IsKnownByItsNewName()
    {
        var (one, two) = await Pair();
        one.Name = "one again";
        one.Network.Introduce("one again");
        one.Say(two, "too soon").ShouldBeFalse();
        one.Network.SetPeers([two.Node]);
        await Eventually.True(() => one.Say(two, "hello"), "the link stands again");
        await Eventually.True(() => two.Heard.Contains("one again:hello"), "it is heard under its new name");
        two.Heard.ShouldNotContain("one:hello");
    }

    [Fact]
    public async Task Queue_WhenItOverflows_ResetsTheLink_WhichComesBack()
    {
        var (one, two) = await Pair();
        var resets = one.Resets;
        two.Deaf = true;
        var large = new string('x', 60_000);
        await Eventually.True(() => !one.Say(two, large), "the queue overflows");
        await Eventually.True(() => one.Resets > resets, "the link is reset");
        two.Deaf = false;
        await Eventually.True(() => one.Say(two, "again"), "the link stands again");
        await Eventually.True(() => two.Heard.Contains("one:again"), "it is heard again");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task Stranger_WhenItSendsWhatIsNoHandshake_IsCutOff_AndTheOthersAreHeard(int length)
    {
        var (one, two) = await Pair();
        using var stranger = new TcpClient();
        await stranger.ConnectAsync("127.0.0.1", HostPort.PortOf(two.Node.ClusterAddress));
        var bytes = new byte[256];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        await stranger.GetStream().WriteAsync(bytes);
        await Eventually.True(() => two.Refusals > 0, "it is refused");
        one.Say(two, "still here").ShouldBeTrue();
        await Eventually.True(() => two.Heard.Contains("one:still here"), "the link still stands");
    }

    [Fact]
    public async Task Frame_WhenLargerThanTheReceiverTakes_EndsTheLink()
    {
        var one = await Open("one", limits: NodeSettings.Default.Cluster.Actors with { MaxLinkQueueBytes = 1 << 20 });
        var two = await Open("two", limits: NodeSettings.Default.Cluster.Actors with { MaxLinkFrameBytes = 1 << 16 });
        one.Network.SetPeers([two.Node]);
        await Eventually.True(() => one.Ups == 1, "the link stands");
        one.Say(two, new string('x', 1 << 17));
        await Eventually.True(() => one.Ups == 2, "the link was reset and stands again");
        two.Heard.ShouldBeEmpty();
    }

    async Task<(Station, Station)> Pair()
    {
        var one = await Open("one");
        var two = await Open("two");
        one.Network.SetPeers([two.Node]);
        two.Network.SetPeers([one.Node]);
        await Eventually.True(() => one.Ups == 1 && two.Ups == 1, "the links stand");
        return (one, two);
    }

    async Task<Station> Open(string name, string secret = "secret", ActorOptions? limits = null)
    {
        var station = new Station(name, secret, limits ?? NodeSettings.Default.Cluster.Actors with { MaxLinkQueueBytes = 1 << 20 });
        stations.Add(station);
        await station.Listen();
        return station;
    }

    sealed class Station : INetworkEvents, ILogger<TcpNetwork>
    {
        string address = "";
        int ups, resets, refusals;

        public Station(string name, string secret, ActorOptions limits)
        {
            Name = name;
            Network = new(new TcpOptions { Listen = "127.0.0.1:0", Secret = secret }, limits, TimeProvider.System, new SystemRandom(), this);
        }

        public string Name { get; set; }
        public TcpNetwork Network { get; }
        public NodeRecord Node => new(Name, Name, "c:1", address);
        public ConcurrentQueue<string> Heard { get; } = new();
        public int Ups => Volatile.Read(ref ups);
        public int Resets => Volatile.Read(ref resets);

        /// <summary>How many links it has ended that were offered to it.</summary>
        public int Refusals => Volatile.Read(ref refusals);

        /// <summary>Whether it does not come to reading.</summary>
        public bool Deaf { get; set; }

        public async Task Listen()
        {
            address = await Network.Listen(this, default);
            Network.Introduce(Name);
        }

        public bool Say(Station other, string text) => Network.Send(other.Name, Encoding.UTF8.GetBytes(text));

        public void OnFrame(string peer, ReadOnlyMemory<byte> frame)
        {
            SpinWait.SpinUntil(() => !Deaf, Eventually.Deadline);
            Heard.Enqueue($"{peer}:{Encoding.UTF8.GetString(frame.Span)}");
        }

        public void OnReset(string peer) => Interlocked.Increment(ref resets);

        public void OnUp(string peer) => Interlocked.Increment(ref ups);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (level == LogLevel.Information) Interlocked.Increment(ref refusals);
        }
    }
}
