using System.Buffers;
using System.Buffers.Text;

namespace ActorChat.Load.Bare;

/// <summary>The messages that one client sent at once: they are numbered, encoded and broadcast together.</summary>
sealed class BareRun
{
    readonly ArrayBufferWriter<byte> requests = new();
    readonly List<(long Id, int Text, int TextLength, int Key, int KeyLength)> posts = [];

    /// <summary>Takes note of a message.</summary>
    public void Post(BareMember member, long id, ReadOnlySpan<byte> request)
    {
        var (text, key) = (Find(request, "\"text\":\""u8), Find(request, "\"key\":\""u8));
        var start = requests.WrittenCount;
        requests.Write(request);
        posts.Add((id, start + text.At, text.Length, start + key.At, key.Length));
    }

    /// <summary>Broadcasts what was noted, and acknowledges it.</summary>
    public void Publish(BareMember member)
    {
        if (posts.Count == 0 || member.Room is not { } room) return;
        var events = new ArrayBufferWriter<byte>(posts.Count * 256);
        var replies = new ArrayBufferWriter<byte>(posts.Count * 64);
        lock (room.Gate)
        {
            foreach (var post in posts)
            {
                WriteEvent(events, room, ++room.Seq, member, requests.WrittenSpan.Slice(post.Text, post.TextLength),
                    requests.WrittenSpan.Slice(post.Key, post.KeyLength));
                replies.Write("{\"re\":"u8);
                WriteNumber(replies, post.Id);
                replies.Write(",\"type\":\"posted\",\"seq\":"u8);
                WriteNumber(replies, room.Seq);
                replies.Write("}\n"u8);
            }
            room.Broadcast(events.WrittenMemory);
        }
        member.Add(replies.WrittenMemory);
        posts.Clear();
        requests.ResetWrittenCount();
    }

    static void WriteEvent(
        ArrayBufferWriter<byte> into, BareRoom room, long seq, BareMember by, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        into.Write(room.EventHead);
        WriteNumber(into, seq);
        into.Write(",\"at\":\""u8);
        var space = into.GetSpan(32);
        DateTime.UtcNow.TryFormat(space, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        into.Advance(length);
        into.Write("\",\"type\":\"posted\",\"by\":\""u8);
        into.Write(by.Name);
        into.Write("\",\"text\":\""u8);
        into.Write(text);
        into.Write("\",\"ordinal\":"u8);
        WriteNumber(into, seq);
        into.Write(",\"key\":\""u8);
        into.Write(key);
        into.Write("\"}\n"u8);
    }

    static void WriteNumber(ArrayBufferWriter<byte> into, long number)
    {
        Utf8Formatter.TryFormat(number, into.GetSpan(20), out var length);
        into.Advance(length);
    }

    static (int At, int Length) Find(ReadOnlySpan<byte> request, ReadOnlySpan<byte> mark)
    {
        var at = request.IndexOf(mark) + mark.Length;
        return (at, request[at..].IndexOf((byte)'"'));
    }
}
