using System.Security.Cryptography;
using ActorChat.Messages;

namespace ActorChat.Tui.Connection;

/// <summary>How a client behaves towards its nodes.</summary>
sealed class ClientOptions
{
    /// <summary>Where to begin: <c>host:port</c>, or a whole <c>ws://</c> or <c>wss://</c> address. At least one.</summary>
    public required IReadOnlyList<string> Addresses { get; init; }

    /// <summary>This process's name for itself in the keys of its messages: new in every process, so that numbers may begin at 1.</summary>
    public required string Device { get; init; }

    /// <summary>Told which nodes there are, whenever one says so.</summary>
    public Action<IReadOnlyList<string>>? Learned { get; init; }

    /// <summary>What the user sees of this client in their list of sessions.</summary>
    public required string ClientName { get; init; }

    /// <summary>A number from 0 to 1, so that many clients of a dead node do not come back in step.</summary>
    public Func<double> Jitter { get; init; } = () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);

    /// <summary>How often the way to the node is measured; also keeps the link from falling asleep.</summary>
    public TimeSpan PingEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Silence for so long means a dead link: three pings without an answer.</summary>
    public TimeSpan DeadAfter { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>
    /// As <see cref="DeadAfter"/> while a request is under way that changes who is logged in: a node answers nothing else
    /// meanwhile, and may take 15 s of its own for it.
    /// </summary>
    public TimeSpan DeadAtLoginAfter { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A node that takes longer to open a connection and say hello is passed over; in each round in which no node was quick enough twice
    /// as long as before, up to <see cref="LongestDial"/>: a crowd that comes at once is slow, and giving up makes it no quicker.
    /// </summary>
    public TimeSpan DialTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A node that takes longer is certainly of no use now.</summary>
    public TimeSpan LongestDial { get; init; } = TimeSpan.FromSeconds(24);

    /// <summary>
    /// A request without an answer for so long is given up, or sent again where that is safe. Longer than any deadline of a node.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first wait after all addresses have failed; it doubles up to <see cref="LongestWait"/>.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two rounds: a user looks at the screen meanwhile.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a leaving node may still answer what it was asked.</summary>
    public TimeSpan LeavingGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most requests under way at once; the node may allow fewer.</summary>
    public int MaxInFlight { get; init; } = 32;

    /// <summary>Most requests that wait for a link; further ones are refused.</summary>
    public int MaxWaiting { get; init; } = 1000;

    /// <summary>Most messages not yet acknowledged; further ones are refused.</summary>
    public int MaxOutbox { get; init; } = 5000;

    /// <summary>A name that no other process has: 16 letters and digits.</summary>
    public static string NewDevice() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);

    /// <summary>How this client calls itself, cut to what a node takes.</summary>
    public static string NameOf(string kind) =>
        Texts.CleanLine($"{kind} on {Environment.MachineName}") is var name && name.Length > 64 ? name[..64] : name;
}
