using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Keys for messages of clients that keep no count of their own. This node is their device; each author has a growing number on it,
/// shared with others whose names fall to the same place.
/// </summary>
sealed class MessageKeys(IRandom random)
{
    // More than people post at the same time: a number too far behind another one's would be refused as too old.
    const int Places = 4096;

    // For one run of the node: the next one counts from 1 again.
    readonly string device = "http" + new string([.. random.Token(24).Where(char.IsAsciiLetterOrDigit).Take(16)]);
    readonly long[] last = new long[Places];

    /// <summary>A key that this author has not used before.</summary>
    public string Next(string author) => $"{device}:{Interlocked.Increment(ref last[PlaceOf(author)])}";

    /// <summary>The key that an <c>Idempotency-Key</c> stands for: itself if it is one, else the only message of a device of its own.</summary>
    public static string From(string idempotencyKey) => PostKey.TryParse(idempotencyKey, out _)
        ? idempotencyKey
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..PostKey.MaxDeviceChars] + ":1";

    // Not the runtime's own hash, which a simulation's seed could not replay.
    static int PlaceOf(string author) => Names.Fold(author).Aggregate(0, (hash, letter) => (hash * 31 + letter) & (Places - 1));
}
