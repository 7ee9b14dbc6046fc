using System.Globalization;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Tests.Chat.Talk;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class RulingTests
{
    static Scene<Room> Lab() => Open(new Joined("Bob"), new Joined("eve"));

    [Fact]
    public void Topic_WhenAdmin_IsSetAndShown()
    {
        var scene = Lab().When("alice", new SetTopic("lab", " The new\nbuild ")).ThenDone()
            .ThenEvents(new TopicSet("alice", "The new build"));
        Shown(scene.When(new Visit("bob"))).Topic.ShouldBe("The new build");
        scene.When("alice", new SetTopic("lab", "The new build")).ThenDone().ThenEvents();
        scene.When("alice", new SetTopic("lab", "")).ThenEvents(new TopicSet("alice", ""));
        Shown(scene.When(new Visit("bob"))).Topic.ShouldBeNull();
        scene.When("alice", new SetTopic("lab", new string('x', 201))).ThenError(ErrorCodes.TextTooLong, "201", "200");
    }

    [Fact]
    public void Ruling_WhenNoAdmin_IsRefused()
    {
        foreach (var request in (Request[])[new SetTopic("lab", "x"), new Pin("lab", 1), new Unpin("lab", 1), new MakeAdmin("lab", "eve"),
            new Mute("lab", "eve"), new Unmute("lab", "eve")])
        {
            Lab().When("bob", request).ThenError(ErrorCodes.NotAdmin, "ask alice");
            RoomScene.Global().When("bob", request).ThenError(ErrorCodes.GlobalRoom);
            Nothing().When("bob", request).ThenError(ErrorCodes.UnknownRoom);
        }
    }

    [Fact]
    public void MakeAdmin_TellsTheNewAdmin() =>
        Lab().When("alice", new MakeAdmin("lab", "Bob")).ThenDone().ThenEvents(new AdminNamed("Bob", "alice"))
            .ThenTold(("Bob", new RoomAdmin("Lab", 4)))
            .When("alice", new MakeAdmin("lab", "Bob")).ThenError(ErrorCodes.InRoom, "already")
            .When("bob", new MakeAdmin("lab", "carol")).ThenError(ErrorCodes.NotInRoom, "/who Lab");

    [Fact]
    public void Mute_WhenForATime_EndsByItself()
    {
        var scene = Lab();
        var until = scene.Now.AddSeconds(600);
        scene.When("alice", new Mute("lab", "eve", 600)).ThenDone().ThenEvents(new Muted("eve", "alice", until))
            .ThenTold(("eve", new RoomMuted("Lab", "alice", until)));
        scene.When("EVE", new Post("lab", "hi", "e:1")).ThenError(ErrorCodes.Muted, "alice", "Lab", "9m59s");
        scene.When("bob", new Post("lab", "hi", "b:1")).ThenReply(new PostedReply(5));
        scene.Later(600).When("eve", new Post("lab", "hi", "e:1")).ThenReply(new PostedReply(6));
        scene.When("alice", new Unmute("lab", "eve")).ThenError(ErrorCodes.NotInRoom, "not muted");
    }

    [Fact]
    public void Mute_AndItsEnd_StandInTheAuditFeed()
    {
        var scene = Lab();
        var until = scene.Now.AddSeconds(600);
        Recorded(scene.When("alice", new Mute("lab", "eve", 600))).ShouldBe(new Audited("mute", "alice", "eve", "Lab", until));
        Recorded(scene.When("alice", new Unmute("lab", "eve"))).ShouldBe(new Audited("unmute", "alice", "eve", "Lab"));
    }

    [Fact]
    public void Global_IsRuledByOperators_AndByNobodyElse()
    {
        var scene = RoomScene.Global();
        scene.When(new Act("root", new SetTopic("global", "Welcome"), AsOperator: true)).ThenDone()
            .ThenEvents(new TopicSet("root", "Welcome"));
        scene.When(new Act("root", new SetRoom("Global", "send-limit", "3"), AsOperator: true)).ThenDone();
        scene.When(new Act("root", new Mute("Global", "eve", 60), AsOperator: true)).ThenDone();
        scene.When("eve", new Post("Global", "hi", "e:1")).ThenError(ErrorCodes.Muted, "root");
        scene.When(new Act("root", new Unmute("Global", "eve"), AsOperator: true)).ThenDone();
        scene.When("eve", new Post("Global", "hi", "e:1")).ThenReply(new PostedReply(5));
        var posted = new Handed(5, scene.Committed[^1], 5);
        scene.When(new Act("bob", new DeleteMessage("room/Global", 5), Message: posted)).ThenError(ErrorCodes.NotAllowed);
        scene.When(new Act("root", new Pin("Global", 5), Message: posted, AsOperator: true)).ThenDone();
        scene.When(new Act("root", new DeleteMessage("room/Global", 5), Message: posted with { AsOf = 6 }, AsOperator: true)).ThenDone();
        scene.When(new Act("root", new MakeAdmin("Global", "eve"), AsOperator: true)).ThenError(ErrorCodes.GlobalRoom);
        scene.When(new Act("root", new DeleteRoom("Global"), AsOperator: true)).ThenError(ErrorCodes.GlobalRoom);
        // Elsewhere an operator is a user like others.
        Lab().When(new Act("bob", new SetTopic("lab", "x"), AsOperator: true)).ThenError(ErrorCodes.NotAdmin);
    }

    [Fact]
    public void Mute_WhenForGood_LastsUntilUnmuted()
    {
        var scene = Lab().When("alice", new Mute("lab", "eve")).ThenEvents(new Muted("eve", "alice"));
        scene.Later(1e7).When("eve", new Post("lab", "hi", "e:1")).ThenError(ErrorCodes.Muted, "/unmute Lab eve");
        scene.When("alice", new Unmute("lab", "eve")).ThenDone().ThenTold(("eve", new RoomUnmuted("Lab", "alice")));
        scene.When("eve", new Post("lab", "hi", "e:1")).ThenReply(new PostedReply(6));
    }

    [Fact]
    public void Mute_HoldsForWhatIsDoneToMessagesToo()
    {
        var desk = new Desk(Open(new Joined("eve"), Message("eve", 1), new Muted("eve", "alice")));
        desk.Ask("eve", new EditMessage("room/Lab", 3, "x")).ThenError(ErrorCodes.Muted);
        desk.Ask("eve", new React("room/Lab", 3, "x")).ThenError(ErrorCodes.Muted);
        desk.Ask("eve", new Comment("room/Lab", 3, "x", "e:2")).ThenError(ErrorCodes.Muted);
    }

    [Fact]
    public void Mute_WhenItMakesNoSense_IsRefused()
    {
        Lab().When("alice", new Mute("lab", "alice")).ThenError(ErrorCodes.NotAllowed, "admins");
        Lab().When("alice", new Mute("lab", "carol")).ThenError(ErrorCodes.NotInRoom);
        Lab().When("alice", new Mute("lab", "eve", 0)).ThenError(ErrorCodes.BadField);
        Lab().When("alice", new Mute("lab", "eve", long.MaxValue)).ThenDone();
    }

    [Fact]
    public void Mutes_WhenTooMany_AreRefused()
    {
        var scene = Open([new Joined("eve"),
            .. Enumerable.Range(0, MuteList.MaxUsers)
            .Select(i => new Muted(string.Create(CultureInfo.InvariantCulture, $"u{i}"), "alice"))]);
        scene.When("alice", new Mute("lab", "eve")).ThenError(ErrorCodes.TooMany, "/unmute");
    }

    [Fact]
    public void Pin_ShowsUntilUnpinnedDeletedOrExpired()
    {
        var desk = new Desk(Open(Message("alice", 1), Message("alice", 2), Message("alice", 3)));
        desk.Pin("alice", 2).ThenDone().ThenEvents(new Pinned("alice", 2));
        desk.Pin("alice", 3);
        desk.Pin("alice", 4);
        Shown(desk.Scene.When(new Visit("alice"))).Pins.ShouldBe([2, 3, 4]);
        desk.Pin("alice", 2).ThenError(ErrorCodes.InRoom, "/pins");
        desk.Pin("alice", 1).ThenError(ErrorCodes.UnknownMessage);
        desk.Scene.When("alice", new Unpin("lab", 3)).ThenDone();
        desk.Scene.When("alice", new Unpin("lab", 3)).ThenError(ErrorCodes.UnknownMessage);
        desk.Ask("alice", new DeleteMessage("room/Lab", 4));
        desk.Scene.Given(new Expired([new SeqRange(1, 2)], 1));
        Shown(desk.Scene.When(new Visit("alice"))).Pins.ShouldBeNull();
    }

    [Fact]
    public void Pins_WhenTooMany_AreRefused()
    {
        var desk = new Desk(Open(Enumerable.Range(1, ProtocolLimits.MaxPins + 1).Select(n => Message("alice", n))));
        for (var n = 0; n < ProtocolLimits.MaxPins; n++) desk.Pin("alice", n + 2).ThenDone();
        desk.Pin("alice", ProtocolLimits.MaxPins + 2).ThenError(ErrorCodes.TooMany, "/unpin");
    }

    static Audited Recorded(Scene<Room> scene) =>
        scene.Last.Letters.Select(letter => letter.Body).OfType<PutOnRecord>().ShouldHaveSingleItem().Line;

    static RoomState Shown(Scene<Room> scene) => scene.Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>();
}
