using System.Collections.Immutable;
using System.Text;
using ActorChat.Node.Journals;
using ActorChat.Node.Stores;
using Akka.Actor;
using Akka.Persistence;

namespace ActorChat.Tests.Journals;

/// <summary>Talks with a node's journal as a persistent actor does.</summary>
sealed class JournalClient(ActorSystem system)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly DateTimeOffset At = new(2026, 11, 22, 10, 42, 7, 123, TimeSpan.Zero);

    readonly IActorRef journal = Persistence.Instance.Apply(system).JournalFor(null);

    /// <summary>An event to persist.</summary>
    public static Persisted Said(string text, WriteExtras? extras = null) =>
        new(new NewEvent(At, "posted", null, null, Encoding.UTF8.GetBytes($$"""{"text":"{{text}}"}""")), extras);

    /// <summary>What a persisted event says.</summary>
    public static string TextOf(object payload) => Encoding.UTF8.GetString(((Persisted)payload).Event.Body.Span[9..^2]);

    /// <summary>Writes events one by one, all handed in at once; how each ended: ok, rejected or failed.</summary>
    public Task<IReadOnlyList<string>> Write(string id, long from, params string[] texts) =>
        Write(id, from, [.. texts.Select(text => new object[] { Said(text) })]);

    /// <summary>Writes atomic writes, all handed in at once; how each event ended.</summary>
    public async Task<IReadOnlyList<string>> Write(string id, long from, IReadOnlyList<object[]> writes)
    {
        var inbox = Inbox.Create(system);
        List<IPersistentEnvelope> envelopes = [];
        foreach (var payloads in writes)
        {
            var first = from;
            envelopes.Add(new AtomicWrite([.. payloads.Select((payload, i) => (IPersistentRepresentation)new Persistent(payload, first + i,
                id, sender: inbox.Receiver))]));
            from += payloads.Length;
        }
        journal.Tell(new WriteMessages(envelopes, inbox.Receiver, 1), inbox.Receiver);
        List<string> ends = [];
        while (ends.Count < writes.Sum(write => write.Length))
        {
            switch (await inbox.ReceiveAsync(Patience))
            {
                case WriteMessageSuccess: ends.Add("ok"); break;
                case WriteMessageRejected rejected: ends.Add($"rejected {rejected.Cause.GetType().Name}"); break;
                case WriteMessageFailure failure: ends.Add($"failed {failure.Cause.GetType().Name}"); break;
                case Status.Failure late: throw late.Cause;
            }
        }
        return ends;
    }

    /// <summary>What a replay brings, and the highest number.</summary>
    public async Task<(IReadOnlyList<(long Seq, string Text)> Events, long Highest)> Replay(
        string id, long from = 1, long to = long.MaxValue, long max = long.MaxValue)
    {
        var inbox = Inbox.Create(system);
        journal.Tell(new ReplayMessages(from, to, max, id, inbox.Receiver), inbox.Receiver);
        List<(long, string)> events = [];
        while (true)
        {
            switch (await inbox.ReceiveAsync(Patience))
            {
                case ReplayedMessage replayed: events.Add((replayed.Persistent.SequenceNr, TextOf(replayed.Persistent.Payload))); break;
                case RecoverySuccess success: return (events, success.HighestSequenceNr);
                case ReplayMessagesFailure failure: throw failure.Cause;
                case Status.Failure late: throw late.Cause;
            }
        }
    }

    /// <summary>Deletes up to and with this number.</summary>
    public async Task Delete(string id, long to)
    {
        var inbox = Inbox.Create(system);
        journal.Tell(new DeleteMessagesTo(id, to, inbox.Receiver), inbox.Receiver);
        if (await inbox.ReceiveAsync(Patience) is not DeleteMessagesSuccess) throw new InvalidOperationException("Not deleted.");
    }
}
