using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;

namespace ActorChat.Tests.Chat.Codecs;

/// <summary>The short way over a link, beside the general one: the same, or left to it.</summary>
public class PostCrossingTests
{
    static readonly Act Plain = new("alice", new Post("lab", "hi \"é\" 👋 <b>\n", "k:1") { Id = 7 });

    public static TheoryData<string> Unusual => new(
        """{"type":"act","by":"alice","request":{"type":"post","id":7,"room":"lab","text":"hi","key":"k:1","file":"alice:x"},"file":null}""",
        """{"type":"act","by":"alice","request":{"type":"post","id":7,"room":"lab","text":"hi","key":"k:1","file":null},"file":null,"asOperator":true}""",
        """{"type":"act","by":"alice","request":{"type":"leave-room","id":7,"room":"lab"},"file":null}""",
        """{"type":"act","by":"alice","request":{"type":"post","id":"7","room":"lab","text":"hi","key":"k:1","file":null},"file":null}""",
        """{"type":"act","by":null,"request":{"type":"post","id":7,"room":"lab","text":"hi","key":"k:1","file":null},"file":null}""",
        """{"by":"alice","type":"act"}""",
        """{"type":"visit","by":"alice"}""");

    [Fact]
    public void Command_WhenItIsPlain_HasTheBytesOfTheGeneralWay_AndIsReadBack()
    {
        foreach (var act in (Act[])[Plain, Plain with { Request = new Post("lab", "", "k:2") }])
        {
            var bytes = PostCrossing.Write(act).ShouldNotBeNull();
            Encoding.UTF8.GetString(bytes).ShouldBe(JsonSerializer.Serialize(act, ChatJson.Shared.Command));
            PostCrossing.ReadCommand(bytes).ShouldBe(act);
        }
    }

    [Fact]
    public void Answer_WhenItIsPlain_HasTheBytesOfTheGeneralWay_AndIsReadBack()
    {
        var answer = new ForClient(new PostedReply(1234567890123));
        var bytes = PostCrossing.Write(answer).ShouldNotBeNull();
        Encoding.UTF8.GetString(bytes).ShouldBe(JsonSerializer.Serialize<Answer>(answer, ChatJson.Shared.Answer));
        PostCrossing.ReadAnswer(bytes).ShouldBe(answer);
    }

    [Fact]
    public void Command_WhateverItIs_GoesOneWayOrTheOther_TheSame()
    {
        foreach (var command in ChatJsonTests.Commands)
        {
            var text = Codec.Text(command);
            if (PostCrossing.Write(command) is { } bytes) Encoding.UTF8.GetString(bytes).ShouldBe(text);
            if (PostCrossing.ReadCommand(Encoding.UTF8.GetBytes(text)) is { } read) Codec.Text(read).ShouldBe(text);
        }
        foreach (var answer in ChatJsonTests.Answers)
        {
            var text = Codec.Text(answer);
            if (PostCrossing.Write(answer) is { } bytes) Encoding.UTF8.GetString(bytes).ShouldBe(text);
            if (PostCrossing.ReadAnswer(Encoding.UTF8.GetBytes(text)) is { } read) Codec.Text(read).ShouldBe(text);
        }
    }

    [Theory]
    [MemberData(nameof(Unusual))]
    public void Read_WhenAnythingIsUnusual_LeavesItToTheGeneralWay(string json) =>
        PostCrossing.ReadCommand(Encoding.UTF8.GetBytes(json)).ShouldBeNull();
}
