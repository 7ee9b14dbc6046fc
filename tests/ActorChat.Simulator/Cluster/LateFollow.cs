using System.Buffers.Binary;
using System.Text;
using ActorChat.Node;
using ActorChat.Node.Stores.Memory;

namespace ActorChat.Simulator.Cluster;

/// <summary>
/// The deliberate bug of who fetches before it subscribes, made of the link's frames: a node that asks to follow a feed is answered at once
/// with what the store has, and its question goes on a moment later. By the numbers of the link's format: 3 asks to follow, 4 answers, 7 compares heads.
/// </summary>
static class LateFollow
{
    /// <summary>How long after the fetch the owner counts the node in.</summary>
    public static TimeSpan Delay { get; } = TimeSpan.FromMilliseconds(400);

    /// <summary>Whether the frame does not go its ordinary way: questions to follow are late, and nobody compares heads.</summary>
    public static bool Intercepts(ReadOnlySpan<byte> frame) => frame[0] is 3 or 7;

    /// <summary>The answer to a question to follow: number, "answered", head, and nobody online. Null for what is to be lost.</summary>
    public static byte[]? AnswerTo(byte[] frame, MemoryStore store)
    {
        if (frame[0] != 3) return null;
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(frame.AsSpan(9));
        var feed = EntityId.Parse(Encoding.UTF8.GetString(frame, 17, length));
        var head = store.ReadBack(feed, long.MaxValue, 0, [], 1, default).Result is [var last] ? last.Seq : 0;
        var answer = new byte[1 + 8 + 1 + 8 + 8];
        answer[0] = 4;
        frame.AsSpan(1, 8).CopyTo(answer.AsSpan(1));
        BinaryPrimitives.WriteInt64LittleEndian(answer.AsSpan(10), head);
        return answer;
    }
}
