using System.Text;
using System.Text.Json;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Tests.Sessions;

public sealed class FramesTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 421)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Reply_WhenItIsTheFrequentOne_IsTheSerialisersToTheLetter(long re, long seq)
    {
        var reply = new PostedReply(seq);
        Encoding.UTF8.GetString(Frames.Reply(re, reply))
            .ShouldBe(Encoding.UTF8.GetString(Frames.Reply(re,
                JsonSerializer.SerializeToUtf8Bytes<Reply>(reply, ActorChat.Messages.Wire.Lenient.Reply))));
    }
}
