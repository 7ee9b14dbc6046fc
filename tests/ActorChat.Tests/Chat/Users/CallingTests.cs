using System.Globalization;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;

namespace ActorChat.Tests.Chat.Users;

/// <summary>What calls for a user's attention, and who rings for it.</summary>
public class CallingTests
{
    static Scene<User> Alice() => UserScene.Alice();

    [Fact]
    public void Mentioned_CountsUntilItIsRead()
    {
        var scene = Alice().When(new Tell(new Mentioned("room/Global", 20, "bob")))
            .When(new Tell(new CommentReceived("room/Global", 3, 21, "bob")));
        Shown(scene).Calls!["room/Global"].ShouldBe([20, 21]);
        scene.When("alice", new MarkRead("room/Global", 20, 9));
        Shown(scene).Calls!["room/Global"].ShouldBe([21]);
        scene.When("alice", new MarkRead("room/Global", 30, 9));
        Shown(scene).Calls.ShouldBeNull();
        scene.When(new Tell(new Mentioned("room/Global", 25, "bob")));
        Shown(scene).Calls.ShouldBeNull();
    }

    [Fact]
    public void Mentioned_WhenTooMany_ForgetsTheOldest()
    {
        var scene = Alice().Given(Enumerable.Range(100, Tie.MaxCalls + 1).Select(i => new Mentioned("room/Global", i, "bob")));
        Shown(scene).Calls!["room/Global"].Count.ShouldBe(Tie.MaxCalls);
        Shown(scene).Calls!["room/Global"][0].ShouldBe(101);
    }

    [Fact]
    public void Mentioned_WhenWithdrawn_CountsNoMore()
    {
        var scene = Alice().When(new Tell(new Mentioned("room/Global", 20, "bob"))).When(new Tell(new CallWithdrawn("room/Global", 20)))
            .ThenEvents(new CallWithdrawn("room/Global", 20));
        Shown(scene).Calls.ShouldBeNull();
        scene.When(new Tell(new CallWithdrawn("room/Global", 20))).ThenNothing();
    }

    [Fact]
    public void Mentioned_WhenByOneWhoIsIgnored_IsNoCall()
    {
        var scene = Alice().Given(new UserIgnored("Mallory")).When(new Tell(new Mentioned("room/Global", 20, "mallory"))).ThenNothing();
        scene.When(new Tell(new CommentReceived("room/Global", 3, 21, "MALLORY"))).ThenNothing();
        scene.When(new Tell(new Mentioned("room/Global", 22, "bob"))).ThenEvents(new Mentioned("room/Global", 22, "bob"));
    }

    [Fact]
    public void Ring_IsForTheFirstWhoAsks()
    {
        var scene = Alice().When(new Tell(new Mentioned("room/Global", 20, "bob")));
        var seq = scene.Seq;
        scene.When("alice", new Ring(seq)).ThenReply(new Rings(true)).ThenEvents(new Rung(seq));
        scene.When("alice", new Ring(seq)).ThenReply(new Rings(false)).ThenEvents();
        scene.When(new Tell(new Mentioned("room/Global", 22, "bob"))).When("alice", new Ring(seq + 2)).ThenReply(new Rings(true));
        scene.When("alice", new Ring(long.MaxValue)).ThenReply(new Rings(true)).When("alice", new Ring(long.MaxValue))
            .Last.Events.Count.ShouldBe(1, string.Create(CultureInfo.InvariantCulture, $"never further than there is: {scene.Seq}"));
    }

    static UserState Shown(Scene<User> scene) =>
        scene.When(new Visit("alice")).Last.ThenAnswer<Visited>().State.ShouldBeOfType<UserState>();
}
