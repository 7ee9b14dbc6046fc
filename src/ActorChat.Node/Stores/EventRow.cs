using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ActorChat.Node.Stores;

/// <summary>
/// How an event stands in a row of Akka.Persistence.Sql's journal table: <c>manifest</c> is its type, <c>message</c> its JSON with the time
/// first (<c>{"at":"2026-11-22T10:42:07.123Z",</c> and then the body without its opening brace), <c>created</c> the same time in ticks, and
/// <c>tags</c> what else is to be known without reading it (<c>;about:17;expels:user/bob;</c>).
/// </summary>
static class EventRow
{
    /// <summary>The id of the serializer that reads <c>message</c>.</summary>
    public const int Serializer = 7301;

    /// <summary>The id of the serializer that reads a snapshot.</summary>
    public const int SnapshotSerializer = 7302;

    /// <summary>Stands for <c>writer_uuid</c>: every node writes in the name of the entity, so there is one writer.</summary>
    public const string Writer = "actorchat";

    /// <summary>How many bytes of a message are its time, with all that stands before and the quote behind.</summary>
    public const int TimeBytes = 32;

    const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    const string About = "about:", Expels = "expels:";
    const char Separator = ';';

    static ReadOnlySpan<byte> TimeHead => "{\"at\":\""u8;

    static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>The event's <c>message</c>.</summary>
    /// <exception cref="ArgumentException">The body is no JSON object.</exception>
    public static byte[] Message(DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var message = new byte[LengthOf(body)];
        Write(at, body, message);
        return message;
    }

    /// <summary>Room for one message after the other.</summary>
    public sealed class Scratch
    {
        byte[] room = new byte[1024];

        /// <summary>As <see cref="Message"/>, until the next call.</summary>
        public ReadOnlyMemory<byte> Of(DateTimeOffset at, ReadOnlySpan<byte> body)
        {
            var length = LengthOf(body);
            // An event's largest is some hundred KiB; what was large once may stay.
            if (length > room.Length) room = new byte[length];
            Write(at, body, room.AsSpan(0, length));
            return room.AsMemory(0, length);
        }
    }

    static int LengthOf(ReadOnlySpan<byte> body) => TimeBytes + (Check(body) ? 1 : body.Length);

    static void Write(DateTimeOffset at, ReadOnlySpan<byte> body, Span<byte> message)
    {
        TimeHead.CopyTo(message);
        at.UtcDateTime.TryFormat(message[TimeHead.Length..], out _, TimeFormat, CultureInfo.InvariantCulture);
        message[TimeBytes - 1] = (byte)'"';
        WriteRest(body, body.Length == 2, message[TimeBytes..]);
    }

    /// <summary>What follows the time in a message with this body.</summary>
    /// <exception cref="ArgumentException">The body is no JSON object.</exception>
    public static byte[] Rest(ReadOnlySpan<byte> body)
    {
        var isEmpty = Check(body);
        var rest = new byte[isEmpty ? 1 : body.Length];
        WriteRest(body, isEmpty, rest);
        return rest;
    }

    /// <summary>The event's <c>created</c>: its time in ticks of UTC, whole milliseconds.</summary>
    public static long Created(DateTimeOffset at) => at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond);

    /// <summary>The event's <c>tags</c>.</summary>
    /// <exception cref="ArgumentException">A label that holds a semicolon.</exception>
    public static string Tags(NewEvent e)
    {
        if (e is { About: null, Expels: null }) return "";
        if (e.Expels?.Contains(Separator, StringComparison.Ordinal) == true)
            throw new ArgumentException($"The label '{e.Expels}' holds a semicolon.");
        var about = e.About is { } seq ? string.Create(CultureInfo.InvariantCulture, $"{Separator}{About}{seq}") : "";
        return $"{about}{(e.Expels is null ? "" : $"{Separator}{Expels}{e.Expels}")}{Separator}";
    }

    /// <summary>What an event with these tags is about.</summary>
    public static long? AboutOf(string? tags) =>
        Find(tags, About) is { Length: > 0 } about ? long.Parse(about, CultureInfo.InvariantCulture) : null;

    /// <summary>The event. <paramref name="message"/> is taken over and changed: its end becomes the body.</summary>
    /// <exception cref="FormatException">The message is not as <see cref="Message"/> makes it.</exception>
    public static StoredEvent Read(long seq, string type, string? tags, byte[] message)
    {
        var (at, body) = Read(message);
        return new(seq, at, type, AboutOf(tags), Find(tags, Expels) is { Length: > 0 } label ? label.ToString() : null, body);
    }

    /// <summary>Time and body of a message, which is taken over and changed: its end becomes the body.</summary>
    /// <exception cref="FormatException">The message is not as <see cref="Message"/> makes it.</exception>
    public static (DateTimeOffset At, ReadOnlyMemory<byte> Body) Read(byte[] message)
    {
        if (message.Length <= TimeBytes || !message.AsSpan().StartsWith(TimeHead)
            || !TryReadTime(message.AsSpan(TimeHead.Length), out var at))
            throw new FormatException($"This is no event: {Encoding.UTF8.GetString(message.AsSpan(0, Math.Min(message.Length, 64)))}");
        if (message.Length == TimeBytes + 1) return (at, Nothing);
        message[TimeBytes] = (byte)'{';
        return (at, message.AsMemory(TimeBytes));
    }

    // Digit by digit: the library's parser for formats takes ten times as long, and a recovery reads thousands.
    static bool TryReadTime(ReadOnlySpan<byte> text, out DateTimeOffset at)
    {
        at = default;
        if (!Utf8Parser.TryParse(text[..4], out int year, out _) || year == 0) return false;
        int month = Two(text[5..]), day = Two(text[8..]), hour = Two(text[11..]), minute = Two(text[14..]), second = Two(text[17..]);
        var millisecond = (Two(text[20..]) * 10) + Two([(byte)'0', text[22]]);
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59
            || millisecond > 999)
        {
            return false;
        }
        at = new(year, month, day, hour, minute, second, millisecond, TimeSpan.Zero);
        return true;
    }

    // Of what is no digit something that is no date.
    static int Two(ReadOnlySpan<byte> text) =>
        text[0] is >= (byte)'0' and <= (byte)'9' && text[1] is >= (byte)'0' and <= (byte)'9' ? ((text[0] - '0') * 10) + text[1] - '0'
            : 1000;

    static ReadOnlySpan<char> Find(string? tags, string name)
    {
        if (string.IsNullOrEmpty(tags)) return default;
        foreach (var range in tags.AsSpan().Split(Separator))
        {
            var tag = tags.AsSpan(range);
            if (tag.StartsWith(name, StringComparison.Ordinal)) return tag[name.Length..];
        }
        return default;
    }

    // Whether the object has nothing in it.
    static bool Check(ReadOnlySpan<byte> body)
    {
        if (body.Length < 2 || body[0] != '{' || body[^1] != '}')
            throw new ArgumentException("An event's body is a JSON object, without white space at its ends.");
        return body.Length == 2;
    }

    static void WriteRest(ReadOnlySpan<byte> body, bool isEmpty, Span<byte> to)
    {
        if (!isEmpty) body.CopyTo(to);
        to[0] = (byte)(isEmpty ? '}' : ',');
    }
}
