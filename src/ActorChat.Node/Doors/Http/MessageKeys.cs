using System.Security.Cryptography;
using System.Text;
using ActorChat.Messages;
using ActorChat.Node.Chat.Talk;

namespace ActorChat.Node.Doors.Http;

/// <summary>
/// Keys for messages of clients that keep no count of their own. This node has as many devices for an author as the author's messages that
/// are under way at once need: a room takes a device's numbers out of order only within its window, so one device never has more under way.
/// </summary>
sealed class MessageKeys(IRandom random)
{
    // Authors share a place now and then, which costs them nothing but numbers.
    const int Places = 4096;

    // For one run of the node: the next one counts from 1 again.
    readonly string device = "http" + new string([.. random.Token(24).Where(char.IsAsciiLetterOrDigit).Take(16)]);
    readonly List<Lane>[] places = [.. Enumerable.Range(0, Places).Select(_ => new List<Lane>())];

    /// <summary>A key that this author has not used before; dispose of it when the message is answered.</summary>
    public Lease Next(string author)
    {
        var place = places[PlaceOf(author)];
        lock (place)
        {
            var at = place.FindIndex(lane => lane.HasRoom);
            if (at < 0)
            {
                at = place.Count;
                place.Add(new Lane());
            }
            return new Lease(place, place[at], $"{device}x{at}:{place[at].Take()}");
        }
    }

    /// <summary>
    /// The key that an <c>Idempotency-Key</c> stands for: itself if it is one, else the only message of a device of its own.
    /// </summary>
    public static string From(string idempotencyKey) => PostKey.TryParse(idempotencyKey, out _)
        ? idempotencyKey
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..PostKey.MaxDeviceChars] + ":1";

    // Not the runtime's own hash, which a simulation's seed could not replay.
    static int PlaceOf(string author) => Names.Fold(author).Aggregate(0, (hash, letter) => (hash * 31 + letter) & (Places - 1));

    /// <summary>A key in use.</summary>
    public sealed class Lease(object gate, Lane lane, string key) : IDisposable
    {
        /// <summary>The key.</summary>
        public string Key => key;

        /// <summary>The message was answered.</summary>
        public void Dispose()
        {
            lock (gate) lane.Return();
        }
    }

    /// <summary>One device's numbers, under its place's lock.</summary>
    public sealed class Lane
    {
        long last;
        int underWay, sinceEmpty;

        /// <summary>Whether one more number cannot leave one that is under way behind the window.</summary>
        public bool HasRoom => underWay == 0 || sinceEmpty < DeviceMemory.WindowNumbers;

        /// <summary>The next number.</summary>
        public long Take()
        {
            if (underWay++ == 0) sinceEmpty = 0;
            sinceEmpty++;
            return ++last;
        }

        /// <summary>One number is done with.</summary>
        public void Return() => underWay--;
    }
}
