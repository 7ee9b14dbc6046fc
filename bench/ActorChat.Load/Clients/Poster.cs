using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ActorChat.Load.Wire;

namespace ActorChat.Load.Clients;

/// <summary>
/// The sending side of a client: one frame written in advance, of which only the number and the time of sending change.
/// Messages go out while less than a window of them waits for its acknowledgement.
/// </summary>
sealed class Poster
{
    /// <summary>The ids of messages begin here, those of other requests stay below; all have as many digits.</summary>
    public const long FirstId = 1_000_000_000;

    /// <summary>Digits of the time of sending, which every message's text begins with.</summary>
    public const int TimeDigits = 16;

    /// <summary>Most messages of one client that wait for their acknowledgements.</summary>
    public const int MaxOpen = 1024;

    readonly byte[] frame;
    readonly int idAt, timeAt, keyAt;
    readonly long[] sentAt = new long[MaxOpen];
    long next;

    public Poster(string room, string device, int textBytes, long first, Connection connection)
    {
        next = first;
        var filler = new string('x', Math.Max(0, textBytes - TimeDigits));
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{{\"id\":{FirstId},\"type\":\"post\",\"room\":\"{room}\",\"text\":\"{0:x16}{filler}\",\"key\":\"{device}:{FirstId}\"}}");
        var line = Encoding.ASCII.GetBytes(text);
        frame = connection.Frame(line);
        var head = frame.AsSpan().IndexOf(line);
        idAt = head + "{\"id\":".Length;
        timeAt = head + text.IndexOf("\"text\":\"", StringComparison.Ordinal) + "\"text\":\"".Length;
        keyAt = head + text.LastIndexOf(':') + 1;
    }

    /// <summary>Messages that wait for their acknowledgements.</summary>
    public int Open { get; private set; }

    /// <summary>Messages that may go out now.</summary>
    public int Due { get; set; }

    /// <summary>The next message's number.</summary>
    public long Next => next;

    /// <summary>Bytes of one frame.</summary>
    public int FrameBytes => frame.Length;

    /// <summary>Writes the next message's frame.</summary>
    public void Write(Span<byte> into, long now)
    {
        Utf8Formatter.TryFormat(next, frame.AsSpan(idAt), out _);
        Utf8Formatter.TryFormat(next, frame.AsSpan(keyAt), out _);
        Utf8Formatter.TryFormat(now, frame.AsSpan(timeAt), out _, new('x', TimeDigits));
        frame.CopyTo(into);
        sentAt[next & (MaxOpen - 1)] = now;
        next++;
        Open++;
        Due--;
    }

    /// <summary>A message was answered; when it was sent.</summary>
    public long End(long id)
    {
        Open--;
        return sentAt[id & (MaxOpen - 1)];
    }

    /// <summary>The time of sending that stands at the beginning of a text.</summary>
    public static long TimeIn(ReadOnlySpan<byte> text)
    {
        long value = 0;
        for (var i = 0; i < TimeDigits; i++)
        {
            int digit = text[i];
            value = (value << 4) | (uint)(digit > '9' ? digit - 'a' + 10 : digit - '0');
        }
        return value;
    }
}
