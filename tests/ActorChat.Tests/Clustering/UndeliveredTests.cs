using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.TestKit.Xunit2;
using Akka.Event;
using ActorChat.Node;
using ActorChat.Node.Clustering;
using ActorChat.Node.Entities;
using ActorChat.Node.Feeds;
using ActorChat.Tests.EndToEnd.Harness;
using ActorChat.Tests.Entities;

namespace ActorChat.Tests.Clustering;

public sealed class UndeliveredTests : TestKit
{
    [Fact]
    public async Task Question_WhenItEndsAsADeadLetter_IsAnsweredAsCertainlyNotDone()
    {
        Sys.ActorOf(ActorBy.Props(() => new Undelivered()));
        var gone = CreateTestProbe();
        await WatchAsync(gone.Ref);
        Sys.Stop(gone.Ref);
        await ExpectTerminatedAsync(gone.Ref);
        // It may not listen yet.
        var answer = await Eventually.See(
            async () => await gone.Ref.Ask<object>(new EntityMessage(Counter.Id("a"), new Get()), TimeSpan.FromSeconds(1)).ContinueWith(
                asked => asked.IsCompletedSuccessfully ? asked.Result : null, TaskScheduler.Default), one => one is not null, "an answer");
        answer.ShouldBe(AskResult.Moved);
        gone.Ref.Tell(new EntityMessage(Counter.Id("a"), new Get(), Letter: 7), TestActor);
        gone.Ref.Tell(new Follow(Counter.Id("a"), []), TestActor);
        gone.Ref.Tell(new EntityMessage(Counter.Id("a"), new Get()), ActorRefs.NoSender);
        gone.Ref.Tell(new EntityMessage(Counter.Id("a"), new Add(1)), TestActor);
        (await ExpectMsgAsync<AskResult>()).ShouldBe(AskResult.Moved);
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task Question_WhenAShardRegionDropsItAtHandOff_IsAnsweredAsCertainlyNotDone()
    {
        var undelivered = Sys.ActorOf(ActorBy.Props(() => new Undelivered()));
        await undelivered.Ask<ActorIdentity>(new Identify(1));
        // As the region does it.
        Sys.DeadLetters.Tell(new Dropped(new EntityMessage(Counter.Id("a"), new Add(1)), "hand-off", TestActor, ActorRefs.NoSender));
        (await ExpectMsgAsync<AskResult>()).ShouldBe(AskResult.Moved);
    }

    [Fact]
    public async Task Question_WhenTheBufferOfAShardRegionIsFull_IsAnsweredAsCertainlyNotDone()
    {
        const int buffer = 10;
        // Nobody has founded a cluster: whatever comes for a shard waits in the region.
        using var system = ActorSystem.Create("full", $$"""
            akka { stdout-loglevel = off, loglevel = OFF, actor.provider = cluster }
            akka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
            akka.cluster.sharding.buffer-size = {{buffer}}
            """);
        await system.ActorOf(ActorBy.Props(() => new Undelivered())).Ask<ActorIdentity>(new Identify(1));
        var region = await ClusterSharding.Get(system).StartAsync(
            Counter.Kind.Name, _ => Props.Empty, ClusterShardingSettings.Create(system), EntityExtractor.Instance);
        var asked = Enumerable.Range(0, buffer + 2)
            .Select(i => region.Ask<AskResult>(new EntityMessage(Counter.Id($"c{i}"), new Add(1)), TimeSpan.FromSeconds(20))).ToList();
        (await await Task.WhenAny(asked)).ShouldBe(AskResult.Moved);
        await Eventually.True(() => asked.Count(one => one.IsCompletedSuccessfully) == 2, "those that did not fit are answered");
        asked.Take(buffer).ShouldAllBe(one => !one.IsCompleted);
    }
}
