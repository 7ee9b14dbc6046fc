using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Runtime;

public sealed class RelayTests
{
    [Fact]
    public async Task Follower_WhenItStartsBehind_FetchesWhatItMissed_ThenGoesOnLive()
    {
        var rig = await FeedRig.Start();
        await rig.Commit((1, null), (2, null), (3, null), (4, null), (5, null));
        var (listener, subscription) = await Follow(rig);
        subscription.Start("counter", 1, isInAt: 5);
        await Told(listener, "2:2 3:3 4:4 5:5 caught up");
        await rig.Commit((6, null));
        rig.Send(6, 6);
        listener.All.ShouldBe("2:2 3:3 4:4 5:5 caught up 6:6");
        subscription.Cursor.ShouldBe(6);
    }

    [Fact]
    public async Task Event_WhenThoseBeforeItWereLost_MakesTheFollowerFetchThem_InOrderAndOnce()
    {
        var rig = await FeedRig.Start();
        var (listener, subscription) = await Follow(rig);
        subscription.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null), (2, null), (3, null));
        rig.Send(3, 3);
        await Told(listener, "caught up 1:1 2:2 3:3 caught up");
        rig.Send(2, 2);
        rig.Send(3, 3);
        listener.All.ShouldBe("caught up 1:1 2:2 3:3 caught up");
    }

    [Fact]
    public async Task Signal_WhenItComes_ReachesThoseWhoAreUpToDate_AndMovesNoCursor()
    {
        var rig = await FeedRig.Start();
        var (listener, subscription) = await Follow(rig);
        rig.Relays.Signal(FeedRig.Feed, "too early"u8.ToArray());
        subscription.Start("counter", 0, isInAt: 0);
        rig.Relays.Signal(FeedRig.Feed, "hello"u8.ToArray());
        listener.All.ShouldBe("caught up signal hello");
        subscription.Cursor.ShouldBe(0);
        subscription.End();
        rig.Relays.Signal(FeedRig.Feed, "too late"u8.ToArray());
        listener.All.ShouldBe("caught up signal hello");
    }

    [Fact]
    public async Task Events_WhenTheyArePurged_AreAGapThatIsTold()
    {
        var rig = await FeedRig.Start();
        await rig.Commit((1, null), (2, null), (3, null), (4, null));
        var claim = rig.OwnerOf(FeedRig.Feed)!.Value;
        await rig.Store.Commit([new Write(FeedRig.Feed, claim, 4, []) { Purges = [new(1, 4)] }], default);
        var (listener, subscription) = await Follow(rig);
        subscription.Start("counter", 0, isInAt: 4);
        await Told(listener, "gap 0-3 4:4 caught up");
    }

    [Fact]
    public async Task Event_WhenItExpelsTheFollower_RightAfterAGap_IsNotShown()
    {
        var rig = await FeedRig.Start();
        await rig.Commit((1, null), (2, "bob"), (3, null), (4, "bob"));
        var claim = rig.OwnerOf(FeedRig.Feed)!.Value;
        await rig.Store.Commit([new Write(FeedRig.Feed, claim, 4, []) { Purges = [new(1, 4)] }], default);
        var (listener, subscription) = await Follow(rig, "bob");
        subscription.Start("counter", 0, isInAt: 0);
        await Told(listener, "gap 0-4 expelled");
    }

    [Fact]
    public async Task Event_WhenItExpelsTheFollower_IsItsLast()
    {
        var rig = await FeedRig.Start();
        var (removed, first) = await Follow(rig, "bob");
        var (other, second) = await Follow(rig, "carol");
        first.Start("counter", 0, isInAt: 0);
        second.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, "bob"), (2, null));
        rig.Send(1, 1, "bob");
        rig.Send(2, 2);
        removed.All.ShouldBe("caught up 1:1 expelled");
        other.All.ShouldBe("caught up 1:1 2:2");
    }

    [Fact]
    public async Task Events_WhenCommittedAtOnce_ArriveAtOnce_AndOnlyThoseAfterTheCursor()
    {
        var rig = await FeedRig.Start();
        await rig.Commit((1, null), (2, null));
        var (behind, first) = await Follow(rig, "bob");
        var (ahead, second) = await Follow(rig, "carol");
        first.Start("counter", 2, isInAt: 2);
        second.Start("counter", 2, isInAt: 2);
        await rig.Commit((3, null), (4, null), (5, null));
        rig.Send(3, (3, null));
        rig.Send(2, (2, null), (3, null), (4, null), (5, null));
        behind.All.ShouldBe("caught up 3:3 4:4 5:5");
        ahead.Told.ShouldBe(["caught up", "3:3", "4:4 5:5"]);
    }

    [Fact]
    public async Task Event_WhenItExpelsTheFollowerInTheMiddleOfARun_IsItsLast()
    {
        var rig = await FeedRig.Start();
        var (removed, first) = await Follow(rig, "bob");
        var (other, second) = await Follow(rig, "carol");
        first.Start("counter", 0, isInAt: 0);
        second.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null), (2, "bob"), (3, null));
        rig.Send(1, (1, null), (2, "bob"), (3, null));
        removed.All.ShouldBe("caught up 1:1 2:2 expelled");
        other.All.ShouldBe("caught up 1:1 2:2 3:3");
    }

    [Fact]
    public async Task Event_WhenItExpelledTheFollowerBeforeItWasLetInAgain_EndsNothing()
    {
        var rig = await FeedRig.Start();
        await rig.Commit((1, null), (2, "bob"), (3, null));
        var (listener, subscription) = await Follow(rig, "bob");
        subscription.Start("counter", 1, isInAt: 3);
        await Told(listener, "2:2 3:3 caught up");
        await rig.Commit((4, "bob"));
        rig.Send(4, 4, "bob");
        listener.All.ShouldEndWith("4:4 expelled");
    }

    [Fact]
    public async Task Follower_WhenItHasNoRoom_IsPausedBeforeThatEvent_AndGoesOnThere()
    {
        var rig = await FeedRig.Start();
        var (listener, subscription) = await Follow(rig);
        listener.Room = 1;
        subscription.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null), (2, null), (3, null));
        for (var seq = 1; seq <= 3; seq++) rig.Send(seq, seq);
        listener.All.ShouldBe("caught up 1:1");
        listener.Room = int.MaxValue;
        subscription.Resume();
        await Told(listener, "caught up 1:1 2:2 3:3 caught up");
    }

    [Fact]
    public async Task Link_WhenItBroke_TheOwnerIsAskedAnew_AndWhatWasLostIsFetched()
    {
        var rig = await FeedRig.Start();
        rig.Online = ["alice"];
        var (listener, subscription) = await Follow(rig);
        subscription.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null));
        rig.Online = ["bob"];
        rig.Relays.OnReset("owner");
        await Told(listener, "caught up +bob-alice 1:1 caught up");
        rig.Asked.ShouldBe(2);
        subscription.Online.ShouldBe(["bob"]);
    }

    [Fact]
    public async Task Owner_WhenItIsReplacedBeforeItsAnswerIsHere_IsNotTakenForTheOwner()
    {
        var rig = await FeedRig.Start();
        rig.MeanwhileAsking = () =>
        {
            rig.MeanwhileAsking = null;
            rig.MoveTo("next");
        };
        await Follow(rig);
        rig.LastAsked.ShouldBe("next");
        rig.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Owner_WhenItHasClosedTheShardAndOpensItByTheSameRight_IsAskedAnew()
    {
        var rig = await FeedRig.Start();
        await Follow(rig);
        rig.Relays.OnOpened([rig.OwnerOf(FeedRig.Feed)!.Value with { Shard = 7 }]);
        rig.Asked.ShouldBe(1);
        rig.Relays.OnOpened([rig.OwnerOf(FeedRig.Feed)!.Value]);
        rig.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Follower_WhenAnEventMakesItFollowAnotherFeed_WaitsForNobodyWhoWaitsForThisOne()
    {
        var rig = await FeedRig.Start();
        Thread? another = null;
        var joiner = new Joiner(() =>
        {
            // Meanwhile somebody else begins to follow the feed that is telling its followers, and has to wait.
            another = new(() => rig.Relays.Subscribe(FeedRig.Feed, "bob", "bob", new Listener())) { IsBackground = true };
            another.Start();
            SpinWait.SpinUntil(() => another.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Eventually.Deadline).ShouldBeTrue();
            rig.Relays.Subscribe(Counter.Id("other"), "alice", "alice", new Listener());
        });
        rig.Relays.Subscribe(FeedRig.Feed, "alice", "alice", joiner).Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null));
        var told = new Thread(() => rig.Send(1, 1)) { IsBackground = true };
        told.Start();
        told.Join(Eventually.Deadline).ShouldBeTrue("the event is told");
        another!.Join(Eventually.Deadline).ShouldBeTrue("the other follows too");
        rig.Relays.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Follower_WhenItComesWhileTheFeedIsGivenUp_IsCountedIn()
    {
        var rig = await FeedRig.Start();
        await using var running = new Running(rig.Relays);
        (await Follow(rig)).Item2.End();
        Subscription? second = null;
        var listener = new Listener();
        rig.MeanwhileUnfollowing = () => second = rig.Relays.Subscribe(FeedRig.Feed, "bob", "bob", listener);
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.True(() => second is { Following.IsCompleted: true } && rig.IsCounted, "the owner counts the node in again");
        second!.Start("counter", 0, isInAt: 0);
        await rig.Commit((1, null));
        rig.Send(1, 1);
        listener.All.ShouldBe("caught up 1:1");
    }

    [Fact]
    public async Task Feed_WhenNobodyFollowsIt_IsGivenUp()
    {
        var rig = await FeedRig.Start();
        await using var running = new Running(rig.Relays);
        (await Follow(rig)).Item2.End();
        rig.Time.Advance(TimeSpan.FromSeconds(5));
        await Eventually.True(() => rig.Relays.Count == 0 && !rig.IsCounted, "the feed is given up");
        (await Follow(rig)).Item2.Following.IsCompleted.ShouldBeTrue();
        rig.IsCounted.ShouldBeTrue();
    }

    /// <summary>Relays that check now and then, until this is disposed of; nothing else may have ended it.</summary>
    sealed class Running : IAsyncDisposable
    {
        readonly CancellationTokenSource stop = new();
        readonly Task running;

        public Running(Relays relays) => running = relays.Run(stop.Token);

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(running);
            stop.Dispose();
        }
    }

    /// <summary>A follower that does something when an event comes.</summary>
    sealed class Joiner(Action join) : IFollower
    {
        public bool OnEvents(FeedRun published)
        {
            join();
            return true;
        }

        public void OnGap(long after, long upTo) => throw new InvalidOperationException("Nothing is missing.");

        public void OnLabels(IReadOnlyList<string> online, IReadOnlyList<string> offline)
        {
            // Of no interest.
        }

        public void OnExpelled() => throw new InvalidOperationException("Nobody is taken off.");

        public void OnCaughtUp()
        {
            // Of no interest.
        }
    }

    static async Task<(Listener, Subscription)> Follow(FeedRig rig, string identity = "alice")
    {
        var listener = new Listener();
        var subscription = rig.Relays.Subscribe(FeedRig.Feed, identity, identity, listener);
        await subscription.Following.WaitAsync(Eventually.Deadline);
        return (listener, subscription);
    }

    static Task Told(Listener listener, string all) => Eventually.See(() => listener.All, told => told == all, all);
}
