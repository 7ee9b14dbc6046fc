using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Stores;
using ActorChat.Node.Stores.Memory;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Chat.Rooms;

namespace ActorChat.Simulator.Checks;

/// <summary>
/// When everything that was put off has come about: what was said stands in the store, unless its time was over or its room was deleted,
/// and then it does not; and what was scheduled was posted once, taken back, or its author was told why not (invariants 1 and 4).
/// </summary>
static class Leftovers
{
    /// <summary>What is not as it should be; nothing when all is well.</summary>
    public static IEnumerable<string> Check(Ledger ledger, MemoryStore store) =>
        Convergence.Replay(ledger, Ids.RoomKind, new RoomBehaviour(NodeSettings.Default.Rooms))
            .SelectMany(room => CheckRoom(room.Key, room.Value, ledger, store))
            .Concat(ledger.Entities.Where(entity => entity.Kind == Ids.UserKind).SelectMany(user => CheckSchedules(user, ledger)));

    static IEnumerable<string> CheckRoom(EntityId entity, Room room, Ledger ledger, MemoryStore store)
    {
        var kept = store.ReadForward(entity, 0, int.MaxValue, default).Result.ToDictionary(stored => stored.Seq, Read);
        var events = ledger.EventsOf(entity).ToList();
        var expired = events.OfType<Expired>().ToList();
        for (var seq = 1L; seq <= events.Count; seq++)
        {
            if (events[(int)seq - 1] is not Posted posted) continue;
            var isOver = seq < room.Since || room.Name is null || expired.Any(one => one.Covers(seq)) || room.Rules.Lifetime is not null;
            if (isOver == (kept.GetValueOrDefault(seq) is not Posted)) continue;
            yield return $"{entity}#{seq}, '{posted.Text.TrimEnd('.')}', "
                + $"{(isOver ? "should be gone, and is in the store" : "should be in the store, and is gone")}";
        }
        foreach (var (seq, comment) in kept.Where(
            one => one.Value is Commented && kept.GetValueOrDefault(((Commented)one.Value).Message) is not Posted))
        {
            yield return $"{entity}#{seq} hangs under a message that is gone: {comment}";
        }
    }

    static IEnumerable<string> CheckSchedules(EntityId user, Ledger ledger)
    {
        var events = ledger.EventsOf(user).ToList();
        for (var seq = 1L; seq <= events.Count; seq++)
        {
            if (events[(int)seq - 1] is not MessageScheduled message) continue;
            var cancelled = events.Count(one => one is ScheduleCancelled cancel && cancel.Schedule == seq);
            var failed = events.Count(one => one is ScheduleFailed fail && fail.Schedule == seq);
            var posted = ledger.CountOf(message.Text);
            if (cancelled + failed + posted != 1) yield return $"{user}'s scheduled message {seq}, '{message.Text}', was posted {posted} "
                + $"times, failed {failed} times, and was cancelled {cancelled} times";
        }
    }

    static Event Read(StoredEvent stored) => ChatEvents.Read(stored.Body.Span);
}
