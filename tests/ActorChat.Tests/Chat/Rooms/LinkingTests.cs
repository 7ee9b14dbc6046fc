using ActorChat.Node.Settings;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Rooms;
using static ActorChat.Tests.Chat.Rooms.RoomScene;

namespace ActorChat.Tests.Chat.Rooms;

public class LinkingTests
{
    static readonly string Hash = new('a', 64);
    static readonly string Id = new('a', 10);

    static MakeLink Make(int? uses = null, long? life = null, string by = "alice") => new(by, "lab", Hash, uses, life);

    static LinkMade Made(DateTimeOffset until, int uses = 25) => new(Id, Hash, "alice", uses, until);

    [Fact]
    public void Make_WhenAdmin_LeadsThereFromTheSameCommitOn_AndEndsInTime()
    {
        var scene = Restricted();
        var until = scene.Now.AddDays(2);
        scene.When(Make(5, 2 * 86_400)).ThenReply(new LinkCreated("", $"Lab/{Id}", "Lab", 5, until)).ThenEvents(Made(until, 5));
        scene.Last.Directory.ShouldBe([new DirectoryChange("link", Hash, new DirectoryEntry("Lab", Listed: false))]);
        scene.Last.Letters.ShouldBe([new LetterDraft(scene.Self, new ExpireLink(Id), until)]);
    }

    [Fact]
    public void Make_WhenNothingIsSaid_TakesTheDefaults()
    {
        var scene = Restricted();
        scene.When(Make()).ThenEvents(Made(scene.Now.AddDays(7).AddSeconds(-1), 25));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1001, null)]
    [InlineData(null, 0L)]
    [InlineData(null, -1L)]
    [InlineData(null, (90 * 86_400L) + 1)]
    [InlineData(null, long.MaxValue)]
    public void Make_WhenOutOfBounds_IsRefused(int? uses, long? life) =>
        Restricted().When(Make(uses, life)).ThenError(ErrorCodes.BadField, "/invite_link");

    [Fact]
    public void Make_WhenNotAdmin_IsRefused() =>
        Restricted(new Added("bob", "alice"), new Joined("bob")).When(Make(by: "bob")).ThenError(ErrorCodes.NotAdmin, "alice");

    [Fact]
    public void Make_WhenGlobal_IsRefused() => Global().When(Make()).ThenError(ErrorCodes.GlobalRoom);

    [Fact]
    public void Make_WhenNoSuchRoom_IsRefused() => Nothing().When(Make()).ThenError(ErrorCodes.UnknownRoom, "lab");

    [Fact]
    public void Make_WhenThereAreTooMany_IsRefused() =>
        Nothing(NodeSettings.Default.Rooms with { MaxLinks = 1 })
            .Given(new Created("Lab", RoomAccess.Restricted, "alice"), Made(DateTimeOffset.MaxValue))
            .When(Make() with { Hash = new('b', 64) }).ThenError(ErrorCodes.TooMany, "/links Lab", "/revoke_link");

    [Fact]
    public void List_WhenAdmin_ShowsThoseThatWork_SoonestFirst()
    {
        var scene = Restricted();
        var (soon, late) = (scene.Now.AddHours(1), scene.Now.AddHours(2));
        scene.Given(Made(late), new LinkMade("b", new('b', 64), "alice", 3, soon), new LinkMade("c", new('c', 64), "alice", 3, scene.Now))
            .When("alice", new GetLinks("lab"))
            .ThenReply(new LinkList("Lab", [new LinkInfo("Lab/b", "alice", 3, soon), new LinkInfo($"Lab/{Id}", "alice", 25, late)]));
    }

    [Fact]
    public void List_WhenNotAdmin_IsRefused() =>
        Restricted(new Added("bob", "alice"), new Joined("bob")).When("bob", new GetLinks("lab")).ThenError(ErrorCodes.NotAdmin);

    [Fact]
    public void Revoke_WhenThere_EndsTheLinkAndLeadsNowhere()
    {
        var scene = Restricted(Made(DateTimeOffset.MaxValue)).When("alice", new RevokeLink(Id)).ThenDone()
            .ThenEvents(new LinkEnded(Id, "alice"));
        scene.Last.Directory.ShouldBe([new DirectoryChange("link", Hash, Entry: null)]);
        scene.When(new AskIn("bob", Hash)).ThenError(ErrorCodes.BadLink);
    }

    [Fact]
    public void Revoke_WhenNotThere_IsRefused() => Restricted().When("alice", new RevokeLink(Id)).ThenError(ErrorCodes.BadLink);

    [Fact]
    public void Revoke_WhenNotAdmin_IsRefused() =>
        Restricted(Made(DateTimeOffset.MaxValue)).When("bob", new RevokeLink(Id)).ThenError(ErrorCodes.NotAdmin);

    [Fact]
    public void Expire_WhenStillThere_EndsTheLink()
    {
        var scene = Restricted(Made(DateTimeOffset.MaxValue)).When(new ExpireLink(Id)).ThenEvents(new LinkEnded(Id));
        scene.Last.Directory.ShouldBe([new DirectoryChange("link", Hash, Entry: null)]);
    }

    [Fact]
    public void Expire_WhenRevokedBefore_DoesNothing() => Restricted().When(new ExpireLink(Id)).ThenNothing();

    [Fact]
    public void Delete_WhenThereAreLinks_TakesThemAlong_AndTellsThoseWhoAsked()
    {
        var scene = Restricted(Made(DateTimeOffset.MaxValue), new JoinAsked("bob", Id)).When("alice", new DeleteRoom("lab"))
            .ThenTold(("alice", new RoomDeleted("Lab", "alice", 4)), ("bob", new RoomDeleted("Lab", "alice", 4)));
        scene.Last.Directory.ShouldContain(new DirectoryChange("link", Hash, Entry: null));
        scene.When(new AskIn("bob", Hash)).ThenError(ErrorCodes.BadLink);
    }

    [Fact]
    public void Abandon_WhenThereAreLinks_TakesThemAlong() =>
        Restricted(Made(DateTimeOffset.MaxValue)).When("alice", new LeaveRoom("lab"))
            .Last.Directory.ShouldContain(new DirectoryChange("link", Hash, Entry: null));
}
