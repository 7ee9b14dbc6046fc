using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.EndToEnd;

[Collection(ThreeNodesTests.Name)]
public sealed class RoomCommandTests(ThreeNodes nodes)
{
    [Fact]
    public async Task CreateRoom_WhenOpen_ShowsOnTheCreatorsOtherClient_AndEveryoneMayJoin()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "create");
        await cast.A1.Right("/create_room Lab-create /open");
        await cast.A2.See("room-created", ("room", "Lab-create"));
        await cast.A2.See("room-state", ("room", "Lab-create"));
        await cast.A2.Refused("/create_room lab-CREATE open", ErrorCodes.RoomExists);
        await cast.A2.Refused("/create_room bad/name open", ErrorCodes.BadName);
        (await cast.A2.Misused("/create_room Lab2 secret")).ShouldContain("/create_room <room_name> <room_type>");

        await cast.B1.Right("/join_room lab-create");
        await cast.B2.See("room-joined", ("room", "Lab-create"));
        await cast.B2.See("room-state", ("room", "Lab-create"));
        await cast.A1.See("joined", ("feed", "room/Lab-create"), ("user", cast.Bob));
        await cast.A2.See("joined", ("feed", "room/Lab-create"), ("user", cast.Bob));
        await cast.B2.Refused("/join_room Lab-create", ErrorCodes.InRoom);
        await cast.B1.Refused("/join_room no-such-room", ErrorCodes.UnknownRoom);
    }

    [Fact]
    public async Task LeaveRoom_WhenOnOneClient_TheOtherLeavesToo_AndTheLastOneOutDeletesTheRoom()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "leave");
        await cast.A1.Right("/create_room Lab-leave open");
        await cast.B1.Right("/join_room Lab-leave");
        await cast.B2.See("room-state", ("room", "Lab-leave"));
        await cast.B1.Refused("/leave_room Global", ErrorCodes.GlobalRoom);
        await cast.A2.See("room-state", ("room", "Lab-leave"));

        await cast.A1.Right("/leave_room Lab-leave");
        await cast.A2.See("room-left", ("room", "Lab-leave"));
        await cast.A2.See("unfollowed", ("feed", "room/Lab-leave"));
        await cast.B2.See("admin-named", ("feed", "room/Lab-leave"), ("user", cast.Bob));
        await cast.A1.Refused("/leave_room Lab-leave", ErrorCodes.NotInRoom);

        await cast.B2.Right("/leave_room Lab-leave");
        await cast.B1.See("unfollowed", ("feed", "room/Lab-leave"));
        await cast.A1.Refused("/join_room Lab-leave", ErrorCodes.UnknownRoom);
    }

    [Fact]
    public async Task DeleteRoom_WhenByAnAdmin_EveryoneIsTold()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "delete");
        await cast.A1.Right("/create_room Lab-delete open");
        await cast.B1.Right("/join_room Lab-delete");
        await cast.B2.See("room-state", ("room", "Lab-delete"));
        await cast.A2.See("room-state", ("room", "Lab-delete"));
        await cast.B1.Refused("/delete_room Lab-delete", ErrorCodes.NotAdmin);
        await cast.A1.Refused("/delete_room Global", ErrorCodes.GlobalRoom);
        await cast.A1.Refused("/delete_room no-such-room", ErrorCodes.UnknownRoom);

        await cast.A1.Right("/delete_room Lab-delete");
        foreach (var client in (PlainClient[])[cast.A2, cast.B1, cast.B2])
        {
            await client.See("room-deleted", ("room", "Lab-delete"));
            await client.See("unfollowed", ("feed", "room/Lab-delete"));
        }
        await cast.B1.Refused("/send Lab-delete anybody", ErrorCodes.UnknownRoom);
    }

    [Fact]
    public async Task AddAndRemoveUser_WhenRoomIsRestricted_OnlyTheAddedGetIn_AndTheRemovedAreOutAtOnce()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "add");
        await cast.A1.Right("/create_room Lab-add /restricted");
        await cast.B1.Refused("/join_room Lab-add", ErrorCodes.NotAllowed);
        await cast.A2.Refused("/add_user Lab-add nobody-at-all", ErrorCodes.UnknownUser);
        await cast.B1.Refused($"/add_user Lab-add {cast.Bob}", ErrorCodes.NotAdmin);

        await cast.A2.Right($"/add_user Lab-add {cast.Bob}");
        await cast.B1.See("room-invited", ("room", "Lab-add"), ("by", cast.Alice));
        await cast.B2.See("room-invited", ("room", "Lab-add"));
        await cast.B2.Right("/join_room Lab-add");
        await cast.B1.See("room-state", ("room", "Lab-add"));

        await cast.A1.Refused("/remove_user Lab-add nobody-at-all", ErrorCodes.UnknownUser);
        await cast.A1.Right($"/remove_user Lab-add {cast.Bob}");
        foreach (var client in (PlainClient[])[cast.B1, cast.B2])
        {
            await client.See("room-removed", ("room", "Lab-add"));
            await client.See("unfollowed", ("feed", "room/Lab-add"));
        }
        await cast.A1.Right("/send Lab-add among-us");
        await cast.A2.See("posted", ("feed", "room/Lab-add"), ("text", "among-us"));
        await cast.B1.Refused("/send Lab-add let-me-in", ErrorCodes.NotInRoom);
        await cast.B1.Refused("/join_room Lab-add", ErrorCodes.NotAllowed);
        (cast.B1.CountOf("posted", ("text", "among-us")) + cast.B2.CountOf("posted", ("text", "among-us"))).ShouldBe(0);
    }

    [Fact]
    public async Task RoomsAndWho_WhenAsked_ShowWhatTheUserMaySee()
    {
        await using var cast = await Cast.Of(await nodes.Cluster, "who");
        await cast.A1.Right("/create_room Open-who open");
        await cast.A1.Right("/create_room Secret-who restricted");
        // What the users themselves know comes by letter.
        await cast.A1.See("room-created", ("room", "Secret-who"));
        (await cast.A1.Right("/rooms -who")).List("rooms").Select(room => room.Text("room")).ShouldBe(["Open-who", "Secret-who"]);
        (await cast.B1.Right("/rooms -who")).List("rooms").Select(room => room.Text("room")).ShouldBe(["Open-who"]);
        (await cast.B1.Misused("/rooms one two")).ShouldContain("/rooms [text]");

        await cast.B1.Right("/join_room Open-who");
        var who = await Eventually.See(() => cast.A2.Right("/who Open-who"), reply => reply.Number("onlineCount") == 2, "both online");
        who.List("members").Select(member => member.Text("user")).ShouldBe([cast.Alice, cast.Bob]);
        who.List("members")[0]["admin"].GetBoolean().ShouldBeTrue();
        await cast.B1.Refused("/who Secret-who", ErrorCodes.NotInRoom);
        await cast.B1.Refused("/who no-such-room", ErrorCodes.UnknownRoom);
    }
}
