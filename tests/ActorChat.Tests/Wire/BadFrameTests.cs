using System.Text;
using ActorChat.Messages;
using ActorChat.Tests.EndToEnd.Harness;

namespace ActorChat.Tests.OnTheWire;

/// <summary>Whatever is sent gets an error with a code, and the connection lives on; only what is no text at all ends it.</summary>
[Collection(OneNodeTests.Name)]
public class BadFrameTests(OneNode node)
{
    const string Deep = """{"id":7,"type":"rooms","text":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""";

    [Theory]
    [InlineData("hello", 0, ErrorCodes.BadJson)]
    [InlineData("{", 0, ErrorCodes.BadJson)]
    [InlineData("[]", 0, ErrorCodes.BadJson)]
    [InlineData("""[{"id":7,"type":"ping"}]""", 0, ErrorCodes.BadJson)]
    [InlineData("7", 0, ErrorCodes.BadJson)]
    [InlineData("null", 0, ErrorCodes.BadJson)]
    [InlineData("\"ping\"", 0, ErrorCodes.BadJson)]
    [InlineData("""{"id":7,"type":"ping"} {}""", 0, ErrorCodes.BadJson)]
    [InlineData("""{"id":7,"type":"ping"} and more""", 0, ErrorCodes.BadJson)]
    [InlineData("""{"id":7,"type":"ping",}""", 0, ErrorCodes.BadJson)]
    [InlineData("""{"id":7,/* why */"type":"ping"}""", 0, ErrorCodes.BadJson)]
    [InlineData("{\"id\":7,\"type\":\"ping\0\"}", 0, ErrorCodes.BadJson)]
    [InlineData(Deep, 0, ErrorCodes.BadJson)]
    [InlineData("{}", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":7}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":5}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":null}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"fly"}""", 7, ErrorCodes.UnknownType)]
    [InlineData("""{"id":7,"type":""}""", 7, ErrorCodes.UnknownType)]
    [InlineData("""{"id":7,"type":"Ping"}""", 7, ErrorCodes.UnknownType)]
    [InlineData("""{"id":7,"type":"ping","more":1}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"ping","Id":8}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":-7,"type":"ping"}""", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":1.5,"type":"ping"}""", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":"7","type":"ping"}""", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":99999999999999999999,"type":"ping"}""", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":null,"type":"ping"}""", 0, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"post","room":"Global","text":"x"}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"join-room","room":null}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"join-room","room":"lab","room":"attic"}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"join-room","room":5}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"join-room","room":["lab"]}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"create-room","room":"lab","access":"secret"}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"create-room","room":"lab","access":7}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"history","limit":"many"}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"history","limit":99999999999}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"put-chunk","file":"f","index":0,"data":"not base64!"}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"resume","token":"t","cursors":{"room/Global":"far"}}""", 7, ErrorCodes.BadField)]
    [InlineData("""{"id":7,"type":"resume","token":"t","cursors":[1]}""", 7, ErrorCodes.BadField)]
    [InlineData("{\"id\":7,\"type\":\"join-room\",\"room\":\"\\ud800\"}", 7, ErrorCodes.BadField)]
    public async Task Frame_WhenBad_GetsAnErrorWithACode_AndTheConnectionLivesOn(string frame, long re, string code)
    {
        await using var client = await node.Connect();
        await client.Send(frame);
        var error = await client.See(reply => reply.Has("re"), "reply");
        error.Number("re").ShouldBe(re);
        error.Code.ShouldBe(code, error.Raw);
        error.Text("message").ShouldNotBeNullOrWhiteSpace();
        await client.Right("ping");
    }

    [Theory]
    [InlineData("""{"id":7,"type":"post","room":"Global","text":"x"}""", "key")]
    [InlineData("""{"id":7,"type":"ping","surplus":1}""", "surplus")]
    [InlineData("""{"id":7,"type":"join-room","room":5}""", "room")]
    [InlineData("""{"id":7,"type":"fly"}""", "fly")]
    public async Task Frame_WhenAFieldIsWrong_TheErrorNamesIt(string frame, string named)
    {
        await using var client = await node.Connect();
        await client.Send(frame);
        (await client.Reply(7)).Text("message")!.ShouldContain($"\"{named}\"");
    }

    [Fact]
    public async Task Message_WhenOver64KiB_GetsAnError_AndTheConnectionLivesOn()
    {
        await using var client = await node.Connect();
        await client.Send($$"""{"id":7,"type":"ping","text":"{{new string('x', ProtocolLimits.MaxRequestBytes)}}"}""");
        (await client.See("error")).Code.ShouldBe(ErrorCodes.TooLarge);
        await client.Right("ping");
        await client.Send(Encoding.ASCII.GetBytes("""{"id":8,"type":"ping"}""".PadRight(ProtocolLimits.MaxRequestBytes)));
        (await client.Reply(8)).Type.ShouldBe("pong");
    }

    [Fact]
    public async Task Message_WhenEmpty_IsNothing_AndTheConnectionLivesOn()
    {
        await using var client = await node.Connect();
        await client.Send("");
        await client.Send("");
        (await client.Ask("ping")).Type.ShouldBe("pong");
    }

    [Fact]
    public async Task Message_WhenItHoldsSeveralLines_EachIsAnswered()
    {
        await using var client = await node.Connect();
        await client.Send("{\"id\":1,\"type\":\"ping\"}\n\r\n  {\"id\":2,\"type\":\"ping\"}\r\nnonsense\n\n{\"id\":3,\"type\":\"ping\"}\n");
        for (var id = 1; id <= 3; id++) (await client.Reply(id)).Type.ShouldBe("pong");
        (await client.See("error")).Code.ShouldBe(ErrorCodes.BadJson);
    }

    [Fact]
    public async Task Message_WhenSplitIntoFragments_IsOneMessage()
    {
        await using var client = await node.Connect();
        var frame = "{\"id\":7,\"type\":\"ping\"}"u8.ToArray();
        foreach (var part in frame[..^1]) await client.Send((byte[])[part], end: false);
        await client.Send(frame.AsMemory(frame.Length - 1));
        (await client.Reply(7)).Type.ShouldBe("pong");
    }
}
