using System.Text;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Simulator.World;

namespace ActorChat.Simulator.Checks;

/// <summary>
/// What really happened, from the store's side, and whether what clients were told is that. It holds, at every step:
/// one writer and no gap (invariant 3), acknowledged means committed at that place, once, and refused means not (1), seen means committed
/// (2), and only by who may (6).
/// </summary>
public sealed class Ledger(Trace trace)
{
    readonly Dictionary<EntityId, List<(string Type, byte[] Body)>> committed = [];
    // What became of a message later takes its place in the store: whoever loads it then is sent that.
    readonly Dictionary<(EntityId, long Seq), List<byte[]>> rewritten = [];
    readonly Rights rights = new();
    // Simulated clients never write the same text twice: so a message is known again even if its key is not.
    readonly Dictionary<(EntityId, string By, string Text), long> places = [];
    readonly HashSet<(EntityId, string By, string Text)> refused = [];

    /// <summary>The first invariant that was broken.</summary>
    public string? Violation { get; private set; }

    /// <summary>Messages acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Events that clients were sent.</summary>
    public int Seen { get; private set; }

    /// <summary>Events committed.</summary>
    public int Committed { get; private set; }

    /// <summary>An invariant was broken.</summary>
    public void Violate(string what)
    {
        trace.Say($"VIOLATION {what}");
        Violation ??= what;
    }

    /// <summary>The store has committed a write.</summary>
    public void OnCommitted(Write write)
    {
        if (!committed.TryGetValue(write.Entity, out var log)) committed[write.Entity] = log = [];
        if (write.After != log.Count) Violate($"{write.Entity}: a write after #{write.After} was accepted at #{log.Count}");
        foreach (var one in write.Events)
        {
            log.Add((one.Type, one.Body.ToArray()));
            Committed++;
            rights.OnCommitted(write.Entity, log.Count, ChatEvents.Read(one.Body.Span));
            if (Said(ChatEvents.Read(one.Body.Span)) is not var (by, text)) continue;
            if (!places.TryAdd((write.Entity, by, text), log.Count))
            {
                Violate($"{write.Entity}: {by}'s message '{text.TrimEnd('.')}' was committed twice");
            }
            if (refused.Contains((write.Entity, by, text))) ViolateRefused(write.Entity, by, text);
        }
        foreach (var one in write.Rewrites)
        {
            if (!rewritten.TryGetValue((write.Entity, one.Seq), out var bodies)) rewritten[(write.Entity, one.Seq)] = bodies = [];
            bodies.Add(one.Body.ToArray());
        }
    }

    /// <summary>A client was told that its message is committed.</summary>
    public void OnAcknowledged(string feed, long seq, string by, string text)
    {
        Acknowledged++;
        if (FeedNames.Parse(feed) is not { } entity || !places.TryGetValue((entity, by, text), out var place))
        {
            Violate($"{feed}: {by}'s message '{text.TrimEnd('.')}' was acknowledged and is not there");
        }
        else if (place != seq) Violate($"{feed}: {by}'s message '{text.TrimEnd('.')}' was acknowledged as #{seq} and is #{place}");
    }

    /// <summary>A client was told that its message is certainly not committed, and will not be.</summary>
    public void OnRefused(string feed, string by, string text)
    {
        if (FeedNames.Parse(feed) is not { } entity) return;
        refused.Add((entity, by, text));
        if (places.ContainsKey((entity, by, text))) ViolateRefused(entity, by, text);
    }

    void ViolateRefused(EntityId entity, string by, string text) =>
        Violate($"{entity}: {by}'s message '{text.TrimEnd('.')}' was refused and is there");

    /// <summary>A client was told that its message will be posted.</summary>
    public void OnScheduled(string by, long schedule, string text)
    {
        if (EventsOf(Ids.User(by)).ElementAtOrDefault((int)schedule - 1) is not MessageScheduled message || message.Text != text)
        {
            Violate($"{by}'s scheduled message {schedule}, '{text}', was acknowledged and is not there");
        }
    }

    /// <summary>How many messages with this text were committed anywhere.</summary>
    public int CountOf(string text) => places.Keys.Count(place => place.Text == text);

    static (string By, string Text)? Said(Event one) => one switch
    {
        Posted posted => (posted.By, posted.Text),
        Commented comment => (comment.By, comment.Text),
        _ => null,
    };

    /// <summary>A client was sent an event.</summary>
    public void OnSeen(string client, string user, Event next, byte[] line)
    {
        Seen++;
        if (FeedNames.Parse(next.Feed!) is not { } entity || !committed.TryGetValue(entity, out var log) || next.Seq > log.Count)
        {
            Violate($"{client} was sent {next.Feed}#{next.Seq}, which is not committed");
            return;
        }
        if (!rights.MaySee(user, entity, next.Seq)) Violate($"{client} was sent {next.Feed}#{next.Seq}, which {user} has no right to see");
        var (type, body) = log[(int)next.Seq - 1];
        if (type is "registered" or "session-opened") return;
        if (type is "link-made" or "link-ended" or "join-asked" or "join-denied")
        {
            if (next is not Hidden)
            {
                Violate($"{client} was sent {next.Feed}#{next.Seq}, which is for nobody: {Encoding.UTF8.GetString(line)}");
            }
            return;
        }
        var versions = rewritten.GetValueOrDefault((entity, next.Seq)) ?? [];
        if (!versions.Prepend(body).Any(version => line.AsSpan().EndsWith(version.AsSpan(1))))
        {
            Violate($"{client} was sent {next.Feed}#{next.Seq} as "
                + $"{Encoding.UTF8.GetString(line)}, and committed is {Encoding.UTF8.GetString(body)}");
        }
    }

    /// <summary>How many events an entity has committed.</summary>
    public long HeadOf(EntityId entity) => committed.TryGetValue(entity, out var log) ? log.Count : 0;

    /// <summary>Everything that an entity has committed.</summary>
    public IEnumerable<Event> EventsOf(EntityId entity) =>
        committed.TryGetValue(entity, out var log) ? log.Select(one => ChatEvents.Read(one.Body)) : [];

    /// <summary>All entities that have committed anything.</summary>
    public IEnumerable<EntityId> Entities => committed.Keys;
}
