using ActorChat.Node.Settings;
using System.Buffers;
using System.Text.Json;
using ActorChat.Node.Behaviours;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Kinds;
using BenchmarkDotNet.Attributes;

namespace ActorChat.Bench;

/// <summary>Bytes of one message: read from the client, into the journal, and as a frame for all followers.</summary>
public class EncodeBenchmarks
{
    static readonly byte[] Request = """{"id":7,"type":"post","room":"Lab","text":"a message of usual length, as people write them to each other all day long","key":"device:17"}"""u8.ToArray();

    readonly EntityKind room =
        ChatKinds.All(NodeSettings.Default.Rooms, NodeSettings.Default.Dialogues, NodeSettings.Default.Files, NodeSettings.Default.Users,
        []).Single(kind => kind.Name == Ids.RoomKind);
    readonly Posted posted = new("alice", "a message of usual length, as people write them to each other all day long", 17, "device:17");
    readonly ArrayBufferWriter<byte> frame = new(1024);
    readonly DateTimeOffset now = DateTimeOffset.UtcNow;
    ReadOnlyMemory<byte> body;

    [GlobalSetup]
    public void Encode() => body = room.Events.Encode(posted);

    [Benchmark]
    public object? ReadRequest() => JsonSerializer.Deserialize(Request, Wire.Strict.Request);

    [Benchmark]
    public ReadOnlyMemory<byte> WriteEvent() => room.Events.Encode(posted);

    [Benchmark]
    public object ReadEvent() => room.Events.Decode(body);

    [Benchmark]
    public int WriteFrame()
    {
        frame.ResetWrittenCount();
        room.Feed!.Write(frame, "room/Lab", 421, now, "posted", body);
        return frame.WrittenCount;
    }
}
