using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorChat.Messages;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// How far a client of an event stream has come in each feed: the id of every event of the stream, and all that is needed to go on after
/// it, on any node. Written <c>room/Global:421,user/alice:12</c>, and the store's generation before them with an equals sign
/// (<c>=n1.x7,</c>); what is not ASCII in a name is percent-encoded.
/// </summary>
sealed class Cursors
{
    // No feed's name begins so.
    const char Sign = '=';

    // However a feed's name was written, it is one feed.
    readonly SortedDictionary<string, long> byFeed = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of the store that they are of; null when that is not known.</summary>
    public string? Generation { get; private set; }

    /// <summary>The cursors by feed.</summary>
    public IReadOnlyDictionary<string, long> All => byFeed;

    /// <summary>Reads an id; null when it is none.</summary>
    public static Cursors? Read(string? id)
    {
        var cursors = new Cursors();
        foreach (var one in (id ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (one[0] == Sign)
            {
                cursors.Generation = Uri.UnescapeDataString(one[1..]);
                continue;
            }
            var colon = one.LastIndexOf(':');
            if (colon < 1 || !long.TryParse(one.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
            {
                return null;
            }
            cursors.byFeed[Uri.UnescapeDataString(one[..colon])] = seq;
        }
        return cursors;
    }

    /// <summary>Takes note of a frame that is about to be sent; whether it moves a cursor.</summary>
    public bool Note(ReadOnlySpan<byte> frame)
    {
        var (feed, seq, type) = Look(frame);
        if (type == "synced" && JsonSerializer.Deserialize(frame, Wire.Lenient.Notice) is Synced { Generation: { } generation })
        {
            Generation = generation;
            return true;
        }
        if (feed is null) return false;
        if (type == "unfollowed") return byFeed.Remove(feed);
        // Events have a number, and so have states; a notice of who came and went has none.
        if (seq is not { } number) return false;
        byFeed[feed] = number;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var id = new StringBuilder();
        if (Generation is not null) id.Append(Sign).Append(Uri.EscapeDataString(Generation));
        foreach (var (feed, seq) in byFeed)
        {
            if (id.Length > 0) id.Append(',');
            foreach (var rune in feed.EnumerateRunes())
            {
                if (rune.IsAscii) id.Append(rune);
                else id.Append(Uri.EscapeDataString(rune.ToString()));
            }
            id.Append(':').Append(seq.ToString(CultureInfo.InvariantCulture));
        }
        return id.ToString();
    }

    // These stand at the beginning of a frame.
    static (string? Feed, long? Seq, string? Type) Look(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        string? feed = null, type = null;
        long? seq = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && (feed is null || type is null || seq is null))
        {
            var (isFeed, isSeq, isType) = (
                reader.ValueTextEquals("feed"u8), reader.ValueTextEquals("seq"u8), reader.ValueTextEquals("type"u8));
            reader.Read();
            if (isFeed) feed = reader.GetString();
            else if (isType) type = reader.GetString();
            else if (isSeq) seq = reader.GetInt64();
            else reader.Skip();
        }
        return (feed, seq, type);
    }
}
