using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Users;
using ActorChat.Node.Settings;
using ActorChat.Tests.Chat.Rooms;

namespace ActorChat.Tests.Chat;

/// <summary>Names that nobody may have, since they look like one that is taken.</summary>
public class HoldingTests
{
    static Scene<User> Rnilo() => new(new UserBehaviour(NodeSettings.Default.Users), Ids.User("rnilo"));

    static readonly CreateAccount Create = new("rnilo", "hash", 0, 0, "s", "tui", "aa");

    [Fact]
    public void Hold_WhenNobodyHasTheName_KeepsOthersFromIt()
    {
        Rnilo().When(new HoldName("milo")).ThenDone().ThenEvents(new NameHeld("milo"))
            .When(new HoldName("MILO")).ThenDone().ThenEvents()
            .When(Create).ThenError(ErrorCodes.NameTaken, "milo")
            .When(new HoldName("rnil0")).Last.ThenAnswer<NameIs>().Name.ShouldBe("milo");
    }

    [Fact]
    public void Hold_WhenSomebodyHasTheName_SaysWho() =>
        Rnilo().When(Create).ThenDone().When(new HoldName("milo")).Last.ThenAnswer<NameIs>().Name.ShouldBe("rnilo");

    [Fact]
    public void Hold_WhenWhoHeldItNeverCame_IsTakenOver_ButNotAtOnce()
    {
        var scene = Rnilo().When(new HoldName("milo"));
        scene.When(new HoldName("rnil0", "milo")).Last.ThenAnswer<NameIs>().Name.ShouldBe("milo");
        scene.Later(61).When(new HoldName("rnil0", "milo")).ThenDone().ThenEvents(new NameHeld("rnil0"));
        scene.Later(61).When(new HoldName("milo", "somebody")).Last.ThenAnswer<NameIs>().Name.ShouldBe("rnil0");
    }

    [Fact]
    public void Room_WhenItEnds_GivesBackTheNamesThatLookLikeIt()
    {
        var scene = new Scene<Node.Chat.Rooms.Room>(new Node.Chat.Rooms.RoomBehaviour(NodeSettings.Default.Rooms), Ids.Room("mill"))
            .Given(new Created("mill", RoomAccess.Open, "alice")).When("alice", new DeleteRoom("mill"));
        scene.Last.Letters.ShouldContain(letter => letter.To == Ids.Room("rnill") && letter.Body.Equals(new ReleaseName("mill")));
        RoomScene.Nothing().When(new HoldName("1ab")).ThenDone()
            .When("bob", new CreateRoom("Lab", RoomAccess.Open)).ThenError(ErrorCodes.RoomExists, "1ab")
            .When(new ReleaseName("other")).ThenNothing()
            .When(new ReleaseName("1AB")).ThenEvents(new NameHeld())
            .When("bob", new CreateRoom("Lab", RoomAccess.Open)).ThenDone();
    }
}
