using ActorChat.Node.Settings;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class SettingTests
{
    [Theory]
    [InlineData("message-lifetime", "1h", 3600L, null, null)]
    [InlineData("Message-Lifetime", " 7D ", 604800L, null, null)]
    [InlineData("send-limit", "20", null, 20, null)]
    [InlineData("send-period", "10m", null, null, 600L)]
    public void SetRoom_WhenAdmin_SetsIt(string setting, string value, long? lifetime, int? limit, long? period) =>
        Open().When("alice", new SetRoom("lab", setting, value)).ThenDone()
            .ThenEvents(new SettingChanged(new RoomSettings(lifetime, limit, period), setting.ToLowerInvariant(), "alice"))
            .State.Rules.ShouldBe(new RoomSettings(lifetime, limit, period));

    [Fact]
    public void SetRoom_WhenSwitchedOff_IsAsBefore() =>
        Open().When("alice", new SetRoom("lab", "send-limit", "3")).When("alice", new SetRoom("lab", "send-limit", "off"))
            .State.Rules.ShouldBe(RoomSettings.None);

    [Fact]
    public void SetRoom_WhenItIsSoAlready_ChangesNothing() =>
        Open().When("alice", new SetRoom("lab", "send-limit", "3")).When("alice", new SetRoom("lab", "send-limit", "3")).ThenDone()
            .ThenEvents();

    [Theory]
    [InlineData("send-limit", "0")]
    [InlineData("send-limit", "100001")]
    [InlineData("send-limit", "many")]
    [InlineData("send-limit", "1h")]
    [InlineData("message-lifetime", "59s")]
    [InlineData("message-lifetime", "367d")]
    [InlineData("message-lifetime", "5")]
    [InlineData("send-period", "8d")]
    [InlineData("send-period", "off")]
    public void SetRoom_WhenNotWithinTheLimits_IsRefusedWithThem(string setting, string value) =>
        Open().When("alice", new SetRoom("lab", setting, value)).ThenError(ErrorCodes.BadSetting, setting, "/set_room Lab", " to ");

    [Fact]
    public void SetRoom_WhenThereIsNoSuchSetting_NamesThoseThereAre() =>
        Open().When("alice", new SetRoom("lab", "colour", "red"))
            .ThenError(ErrorCodes.BadSetting, "colour", "message-lifetime, send-limit, send-period");

    [Fact]
    public void SetRoom_WhenNoAdmin_IsRefused()
    {
        Open(new Joined("bob")).When("bob", new SetRoom("lab", "send-limit", "3")).ThenError(ErrorCodes.NotAdmin, "ask alice");
        Open().When("eve", new SetRoom("lab", "send-limit", "3")).ThenError(ErrorCodes.NotAdmin, "not in it");
        Nothing().When("alice", new SetRoom("lab", "send-limit", "3")).ThenError(ErrorCodes.UnknownRoom);
    }

    [Fact]
    public void SetRoom_WhenGlobal_IsTheOperators() =>
        RoomScene.Global().When("alice", new SetRoom("Global", "send-limit", "3")).ThenError(ErrorCodes.GlobalRoom, "operator");

    [Fact]
    public void Room_WhenCreated_HasNothingSet_AndGlobalHas()
    {
        Shown(Open().When(new Visit("alice"))).Settings.ShouldBeNull();
        Shown(RoomScene.Global().When(new Visit("alice"))).Settings.ShouldBe(new RoomSettings(3600, 20, 3600));
    }

    [Fact]
    public void Room_WhenMadeAnewAfterItsDeletion_HasNothingSet() =>
        Open(new SettingChanged(RoomSettings.OfGlobal), new Deleted("alice"), new Created("Lab", RoomAccess.Open, "bob"))
            .State.Rules.ShouldBe(RoomSettings.None);

    [Fact]
    public void Global_WhenTheOperatorWantsOtherRules_BeginsWithThem()
    {
        var scene = RoomScene.Global(NodeSettings.Default.Rooms with { GlobalMessageLifetime = null, GlobalSendLimit = 2 });
        Shown(scene.When(new Visit("bob"))).Settings.ShouldBe(new RoomSettings(null, 2, 3600));
        scene.When("alice", new Post("global", "hi", "k:1")).ThenReply(new PostedReply(2))
            .ThenEvents(new SettingChanged(new RoomSettings(null, 2, 3600)), new Posted("alice", "hi", 1, "k:1"));
        scene.When("alice", new Post("global", "hi", "k:2")).ThenEvents(new Posted("alice", "hi", 2, "k:2"));
        scene.When("alice", new Post("global", "hi", "k:3")).ThenError(ErrorCodes.RateLimited, "2 messages");
    }

    [Fact]
    public void Global_WhenNothingIsDecided_DoesNotBeginYet() =>
        RoomScene.Global(NodeSettings.Default.Rooms with { GlobalSendLimit = 2 }).When("alice", new Post("global", "", "k:1"))
            .ThenError(ErrorCodes.EmptyText).Seq.ShouldBe(0);

    static RoomState Shown(Scene<Room> scene) => scene.Last.ThenAnswer<Visited>().State.ShouldBeOfType<RoomState>();
}
