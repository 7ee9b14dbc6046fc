using System.Collections.Immutable;
using ActorChat.Messages;

namespace ActorChat.Node.Chat.Talk;

/// <summary>
/// What a room or dialogue remembers of the keys it has accepted, so that a message sent again days later, over any failover,
/// gets the same answer and makes no second message. It follows from the events alone.
/// </summary>
/// <param name="Devices">By folded author and device, such as <c>alice/k3x9</c>.</param>
public sealed record SentMemory(ImmutableDictionary<string, DeviceMemory> Devices)
{
    /// <summary>
    /// Most devices remembered; beyond it the quarter not used for longest is forgotten at once, which makes forgetting
    /// cheap per message. A constant, not a setting: replays must come to the same state on every node.
    /// </summary>
    public const int MaxDevices = 10_000;

    /// <summary>Nothing was sent yet.</summary>
    public static SentMemory Empty { get; } = new(ImmutableDictionary<string, DeviceMemory>.Empty);

    /// <summary>What is known of an author's key.</summary>
    /// <param name="by">The author.</param>
    /// <param name="key">The key.</param>
    /// <param name="print">What comes with it, see <see cref="ContentPrint"/>.</param>
    public KeyVerdict Judge(string by, PostKey key, long print = ContentPrint.Unknown)
    {
        var memory = Devices.GetValueOrDefault(Place(by, key), DeviceMemory.None);
        if (memory.Find(key.Number) is { } seq)
        {
            return new KeyVerdict(memory.Differs(key.Number, print) ? KeyStanding.Reused : KeyStanding.Repeated, seq);
        }
        return new KeyVerdict(memory.IsTooOld(key.Number) ? KeyStanding.TooOld : KeyStanding.Fresh, 0);
    }

    /// <summary>With an author's key accepted under a sequence number.</summary>
    public SentMemory Accept(string by, PostKey key, long seq, long print = ContentPrint.Unknown)
    {
        var place = Place(by, key);
        var devices = Devices.SetItem(place, Devices.GetValueOrDefault(place, DeviceMemory.None).Accept(key.Number, seq, print));
        return new SentMemory(devices.Count > MaxDevices ? Forget(devices) : devices);
    }

    /// <summary>What was said under this sequence number was changed, or is gone: see <see cref="DeviceMemory.Blur"/>.</summary>
    public SentMemory Blur(long seq)
    {
        foreach (var (place, memory) in Devices)
        {
            if (memory.Blur(seq) is var blurred && blurred != memory) return new SentMemory(Devices.SetItem(place, blurred));
        }
        return this;
    }

    static ImmutableDictionary<string, DeviceMemory> Forget(ImmutableDictionary<string, DeviceMemory> devices) =>
        devices.RemoveRange(devices.OrderBy(device => device.Value.LastSeq).Take(MaxDevices / 4).Select(device => device.Key).ToList());

    static string Place(string by, PostKey key) => $"{Names.Fold(by)}/{key.Device}";
}

/// <summary>Whether a key was seen before.</summary>
public enum KeyStanding
{
    /// <summary>It was not.</summary>
    Fresh,

    /// <summary>It was accepted.</summary>
    Repeated,

    /// <summary>It was accepted for something else.</summary>
    Reused,

    /// <summary>Too far back to tell.</summary>
    TooOld,
}

/// <summary>What is known of a key.</summary>
/// <param name="Standing">Whether it was seen before.</param>
/// <param name="Seq">The sequence number it got, when it was.</param>
public readonly record struct KeyVerdict(KeyStanding Standing, long Seq);
