using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Sessions;
using FsCheck;
using FsCheck.Fluent;
using WireJson = ActorChat.Messages.Wire;

namespace ActorChat.Tests.OnTheWire;

/// <summary>The short way of reading a message, beside the general one: the same, or nothing.</summary>
public class PostReaderTests
{
    static readonly Gen<string> Values = Gen.Elements(
        "\"lab\"", "\"\"", "\"\\u00e9\\n\"", "\"\\ud800\"", "\"x", "7", "0", "-1", "1.5", "1e3", "99999999999999999999", "null", "true",
            "{}", "[]", "{\"room\":\"lab\"}", "\"post\"", "\"ping\"", "");

    static readonly Gen<string> Fields =
        from name in Gen.Elements("id", "type", "room", "text", "key", "file", "Room", "x")
        from value in Values
        from usual in Gen.Choose(0, 3)
        select $"\"{name}\":{(usual == 0 ? value : name switch { "id" => "17", "type" => "\"post\"", "text" => "\"hi 👋\"", "key" => "\"k:1\"", _ => "\"lab\"" })}";

    static readonly Gen<string> Lines =
        from fields in Fields.ListOf(5)
        from some in Gen.Elements<string[]>([], ["\"id\":17", "\"type\":\"post\""],
            ["\"type\":\"post\"", "\"id\":17", "\"room\":\"lab\"", "\"text\":\"hi\"", "\"key\":\"k:1\""])
        from count in Gen.Choose(0, 5)
        from end in Gen.Elements("}", "}", "}", "", "} ", "}}", "},")
        select $"{{{string.Join(',', some.Concat(fields.Take(count)))}{end}";

    [Fact]
    public void Read_WhateverComes_IsWhatTheGeneralWayReads_OrLeftToIt() => Chat.Property.Holds(Lines, line =>
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        if (PostReader.Read(bytes) is { } read) read.ShouldBe(JsonSerializer.Deserialize(bytes, WireJson.Strict.Request), line);
    }, runs: 5000);

    [Fact]
    public void Read_WhenItIsAPlainMessage_ReadsIt()
    {
        PostReader.Read("""{"id":17,"type":"post","room":"lab","text":"hi \u00e9","key":"k:1"}"""u8).ShouldBe(new Post("lab", "hi é", "k:1") { Id = 17 });
        PostReader.Read("""{"key":"k:1","text":"hi","room":"lab","type":"post","id":0}"""u8).ShouldBe(new Post("lab", "hi", "k:1"));
    }

    [Theory]
    [InlineData("""{"id":17,"type":"post","room":"lab","text":"hi","key":"k:1","file":"alice:x"}""")]
    [InlineData("""{"id":17,"type":"post","room":"lab","text":"hi","key":"k:1","key":"k:1"}""")]
    [InlineData("""{"id":17,"type":"post","room":"lab","text":"hi"}""")]
    [InlineData("""{"id":17,"type":"post","room":"lab","text":"hi","key":"k:1"} x""")]
    [InlineData("""{"id":17,"type":"ping"}""")]
    [InlineData("""["id"]""")]
    [InlineData("")]
    public void Read_WhenAnythingIsUnusual_LeavesItToTheGeneralWay(string line) =>
        PostReader.Read(Encoding.UTF8.GetBytes(line)).ShouldBeNull();
}
