using ActorChat.Node.Feeds;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.Feeds;

/// <summary>What the followers of one feed on one node are told.</summary>
public sealed class RelayTests
{
    readonly FeedRig rig = new();

    [Fact]
    public async Task Follower_WhenItStartsBehind_FetchesWhatItMissed_ThenGoesOnLive()
    {
        rig.Store.Commit((1, null), (2, null), (3, null), (4, null), (5, null));
        var (listener, subscription) = rig.Follow();
        subscription.Start("counter", 1, isInAt: 5);
        await Told(listener, "2:2 3:3 4:4 5:5 caught up");
        rig.Store.Commit((6, null));
        rig.Send(6, 6);
        listener.All.ShouldBe("2:2 3:3 4:4 5:5 caught up 6:6");
        subscription.Cursor.ShouldBe(6);
    }

    [Fact]
    public async Task Follower_WhenTheStoreDoesNotAnswer_FetchesWhenItDoes()
    {
        rig.Store.Commit((1, null));
        rig.Store.Fail(times: 3);
        var (listener, subscription) = rig.Follow();
        subscription.Start("counter", 0, isInAt: 1);
        await Eventually.True(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(100));
            return listener.All == "1:1 caught up";
        }, "it has caught up");
    }

    [Fact]
    public async Task Event_WhenThoseBeforeItWereLost_MakesTheFollowerFetchThem_InOrderAndOnce()
    {
        var (listener, subscription) = rig.Follow();
        subscription.Start("counter", 0, isInAt: 0);
        rig.Store.Commit((1, null), (2, null), (3, null));
        rig.Send(3, 3);
        await Told(listener, "caught up 1:1 2:2 3:3 caught up");
        rig.Send(2, 2);
        rig.Send(3, 3);
        listener.All.ShouldBe("caught up 1:1 2:2 3:3 caught up");
    }

    [Fact]
    public void Signal_WhenItComes_ReachesThoseWhoAreUpToDate_AndMovesNoCursor()
    {
        var (listener, subscription) = rig.Follow();
        rig.Relay.OnSignal("too early"u8.ToArray());
        subscription.Start("counter", 0, isInAt: 0);
        rig.Relay.OnSignal("hello"u8.ToArray());
        listener.All.ShouldBe("caught up signal hello");
        subscription.Cursor.ShouldBe(0);
        subscription.End();
        rig.Relay.OnSignal("too late"u8.ToArray());
        listener.All.ShouldBe("caught up signal hello");
    }

    [Fact]
    public async Task Events_WhenTheyArePurged_AreAGapThatIsTold()
    {
        rig.Store.Commit((1, null), (2, null), (3, null), (4, null));
        rig.Store.Purge(before: 4);
        var (listener, subscription) = rig.Follow();
        subscription.Start("counter", 0, isInAt: 4);
        await Told(listener, "gap 0-3 4:4 caught up");
    }

    [Fact]
    public async Task Event_WhenItExpelsTheFollower_RightAfterAGap_IsNotShown()
    {
        rig.Store.Commit((1, null), (2, "bob"), (3, null), (4, "bob"));
        rig.Store.Purge(before: 4);
        var (listener, subscription) = rig.Follow("bob");
        subscription.Start("counter", 0, isInAt: 0);
        await Told(listener, "gap 0-4 expelled");
    }

    [Fact]
    public void Event_WhenItExpelsTheFollower_IsItsLast()
    {
        var (removed, first) = rig.Follow("bob");
        var (other, second) = rig.Follow("carol");
        first.Start("counter", 0, isInAt: 0);
        second.Start("counter", 0, isInAt: 0);
        rig.Store.Commit((1, "bob"), (2, null));
        rig.Send(1, 1, "bob");
        rig.Send(2, 2);
        removed.All.ShouldBe("caught up 1:1 expelled");
        other.All.ShouldBe("caught up 1:1 2:2");
    }

    [Fact]
    public void Events_WhenCommittedAtOnce_ArriveAtOnce_AndOnlyThoseAfterTheCursor()
    {
        rig.Store.Commit((1, null), (2, null));
        var (behind, first) = rig.Follow("bob");
        var (ahead, second) = rig.Follow("carol");
        first.Start("counter", 2, isInAt: 2);
        second.Start("counter", 2, isInAt: 2);
        rig.Store.Commit((3, null), (4, null), (5, null));
        rig.Send(3, (3, null));
        rig.Send(2, (2, null), (3, null), (4, null), (5, null));
        behind.All.ShouldBe("caught up 3:3 4:4 5:5");
        ahead.Told.ShouldBe(["caught up", "3:3", "4:4 5:5"]);
    }

    [Fact]
    public void Event_WhenItExpelsTheFollowerInTheMiddleOfARun_IsItsLast()
    {
        var (removed, first) = rig.Follow("bob");
        var (other, second) = rig.Follow("carol");
        first.Start("counter", 0, isInAt: 0);
        second.Start("counter", 0, isInAt: 0);
        rig.Store.Commit((1, null), (2, "bob"), (3, null));
        rig.Send(1, (1, null), (2, "bob"), (3, null));
        removed.All.ShouldBe("caught up 1:1 2:2 expelled");
        other.All.ShouldBe("caught up 1:1 2:2 3:3");
    }

    [Fact]
    public async Task Event_WhenItExpelledTheFollowerBeforeItWasLetInAgain_EndsNothing()
    {
        rig.Store.Commit((1, null), (2, "bob"), (3, null));
        var (listener, subscription) = rig.Follow("bob");
        subscription.Start("counter", 1, isInAt: 3);
        await Told(listener, "2:2 3:3 caught up");
        rig.Store.Commit((4, "bob"));
        rig.Send(4, 4, "bob");
        listener.All.ShouldEndWith("4:4 expelled");
    }

    [Fact]
    public async Task Follower_WhenItHasNoRoom_IsPausedBeforeThatEvent_AndGoesOnThere()
    {
        var (listener, subscription) = rig.Follow();
        listener.Room = 1;
        subscription.Start("counter", 0, isInAt: 0);
        rig.Store.Commit((1, null), (2, null), (3, null));
        for (var seq = 1; seq <= 3; seq++) rig.Send(seq, seq);
        listener.All.ShouldBe("caught up 1:1");
        listener.Room = int.MaxValue;
        subscription.Resume();
        await Told(listener, "caught up 1:1 2:2 3:3 caught up");
    }

    [Fact]
    public async Task Owner_WhenItAnswersAnew_WhatWasLostIsFetched_AndTheLabelsAreItsOwn()
    {
        var (listener, subscription) = rig.Follow("alice", "alice");
        subscription.Start("counter", 0, isInAt: 0);
        rig.Store.Commit((1, null));
        rig.Relay.OnLost();
        subscription.Following.IsCompleted.ShouldBeFalse();
        rig.Answer("bob");
        subscription.Following.IsCompleted.ShouldBeTrue();
        await Told(listener, "caught up +bob-alice 1:1 caught up");
        subscription.Online.ShouldBe(["bob"]);
    }

    [Fact]
    public void Labels_WhenFollowersComeAndGo_AreToldOnce()
    {
        var (_, first) = rig.Follow("alice");
        rig.Relay.TakeLabels().ShouldBe(["alice"]);
        var second = rig.Relay.TryAdd("alice", "alice", new Listener())!;
        rig.Relabelled.ShouldBe(1);
        first.End();
        rig.Relabelled.ShouldBe(1);
        second.Relabel("alice/away");
        var (added, removed) = rig.Relay.TakeLabelChanges();
        (added.ShouldHaveSingleItem(), removed.ShouldHaveSingleItem()).ShouldBe(("alice/away", "alice"));
        second.End();
        rig.Relay.TryDrop().ShouldBeTrue();
        rig.Relay.TryAdd("bob", "bob", new Listener()).ShouldBeNull("who comes now needs another relay");
    }

    static Task Told(Listener listener, string all) => Eventually.See(() => listener.All, told => told == all, all);
}
