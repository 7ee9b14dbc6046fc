using ActorChat.Node.Settings;
using ActorChat.Node;
using ActorChat.Node.Behaviours;
using ActorChat.Node.Stores.Memory;
using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Dialogues;
using ActorChat.Node.Chat.Rooms;
using ActorChat.Node.Chat.Users;
using ActorChat.Simulator.Clients;

namespace ActorChat.Simulator.Checks;

/// <summary>After everything has healed: all clients of all users have what a replay of the journals gives (invariants 4 and 5).</summary>
public static class Convergence
{
    /// <summary>What is not as it should be; nothing when all is well.</summary>
    public static IEnumerable<string> Check(Ledger ledger, MemoryStore store, IReadOnlyList<SimClient> clients, DateTimeOffset lettersDue)
    {
        var rooms = Replay(ledger, Ids.RoomKind, new RoomBehaviour(NodeSettings.Default.Rooms));
        var users = Replay(ledger, Ids.UserKind, new UserBehaviour(NodeSettings.Default.Users));
        var dialogues = Replay(ledger, Ids.DialogueKind, new DialogueBehaviour(NodeSettings.Default.Dialogues));
        return LettersLeft(store, lettersDue)
            .Concat(users.Where(user => user.Value.Name is not null).SelectMany(user => CheckUser(user.Value, rooms, dialogues)))
            .Concat(clients.SelectMany(client => CheckClient(client, ledger, users, rooms, dialogues)))
            .Concat(clients.SelectMany(client => CheckWhoIsOnline(client, clients)));
    }

    static IEnumerable<string> LettersLeft(MemoryStore store, DateTimeOffset due)
    {
        var left = store.ReadDue(due, 1000, default).Result;
        return left.Select(letter => $"letter {letter.Id} for {letter.Target} was never consumed");
    }

    /// <summary>All entities of a kind, as their journals have it.</summary>
    internal static Dictionary<EntityId, TState> Replay<TState>(
        Ledger ledger, string kind, IBehaviour<TState> behaviour) where TState : class
    {
        var states = new Dictionary<EntityId, TState>();
        foreach (var entity in ledger.Entities.Where(entity => entity.Kind == kind))
        {
            var seq = 0L;
            states[entity] = ledger.EventsOf(entity)
                .Aggregate(behaviour.Initial(entity), (state, next) => behaviour.Apply(state, next, new(++seq, default)));
        }
        return states;
    }

    static IEnumerable<string> CheckUser(User user, Dictionary<EntityId, Room> rooms, Dictionary<EntityId, Dialogue> dialogues)
    {
        var known = user.Rooms.Of(Standing.In).Select(tie => Names.Fold(tie.Name)).Where(room => room != Ids.Global.Name)
            .Order(StringComparer.Ordinal);
        var real = rooms.Where(room => room.Key != Ids.Global && room.Value.Roster.Has(user.Name!)).Select(room => room.Key.Name)
            .Order(StringComparer.Ordinal);
        if (!known.SequenceEqual(real))
        {
            yield return $"{user.Name} believes to be in [{string.Join(' ', known)}] and is in [{string.Join(' ', real)}]";
        }
        var open = user.Dialogues.Of(Standing.In).Select(tie => Ids.Dialogue(user.Name!, tie.Name).Name).Order(StringComparer.Ordinal);
        var really = dialogues.Where(one => one.Value.Feed is not null && one.Key.Name.Split('~').Contains(Names.Fold(user.Name!)))
            .Select(one => one.Key.Name).Order(StringComparer.Ordinal);
        if (!open.SequenceEqual(really))
        {
            yield return $"{user.Name} believes in dialogues [{string.Join(' ', open)}], and open are [{string.Join(' ', really)}]";
        }
    }

    static IEnumerable<string> CheckClient(SimClient client, Ledger ledger, Dictionary<EntityId, User> users,
        Dictionary<EntityId, Room> rooms, Dictionary<EntityId, Dialogue> dialogues)
    {
        if (!client.IsSynced)
        {
            yield return $"{client.Name} is not in sync: {client.Waiting}";
            yield break;
        }
        if (client.Unacknowledged > 0)
        {
            yield return $"{client.Name} has {client.Unacknowledged} messages that nobody acknowledges: {client.Waiting}";
        }
        var user = users[Ids.User(client.User.Name)];
        IEnumerable<EntityId> wanted =
        [
            Ids.User(client.User.Name),
            .. user.Rooms.Of(Standing.In).Select(tie => Ids.Room(tie.Name)),
            .. user.Dialogues.Of(Standing.In).Select(tie => Ids.Dialogue(user.Name!, tie.Name)),
        ];
        var has = client.Feeds.Keys.Order(StringComparer.Ordinal);
        var should = wanted.Select(entity => entity.ToString()).Distinct().Order(StringComparer.Ordinal);
        if (!has.SequenceEqual(should))
        {
            yield return $"{client.Name} follows [{string.Join(' ', has)}] and should follow [{string.Join(' ', should)}]";
        }
        foreach (var (name, feed) in client.Feeds)
        {
            var entity = FeedNames.Parse(name)!.Value;
            if (feed.Cursor != ledger.HeadOf(entity))
            {
                yield return $"{client.Name} has {name} up to #{feed.Cursor}, and it is at #{ledger.HeadOf(entity)}";
            }
            var log = entity.Kind == Ids.RoomKind ? rooms.GetValueOrDefault(entity)?.Log : dialogues.GetValueOrDefault(entity)?.Log;
            if (log is not null && log.Ordinal != feed.Ordinal)
            {
                yield return $"{client.Name} has {feed.Ordinal} messages in {name}, and there are {log.Ordinal}";
            }
            if (entity.Kind == Ids.RoomKind && entity != Ids.Global && rooms.TryGetValue(entity, out var room)
                && !feed.Members.SequenceEqual(room.Roster.AllNames.Select(Names.Fold).Order(StringComparer.Ordinal)))
            {
                yield return $"{client.Name} sees [{string.Join(' ', feed.Members)}] in {name}, and in it are "
                    + $"[{string.Join(' ', room.Roster.AllNames)}]";
            }
        }
    }

    // Whose clients follow a feed is online in it; a user knows all of their own.
    static IEnumerable<string> CheckWhoIsOnline(SimClient client, IReadOnlyList<SimClient> clients)
    {
        foreach (var (name, feed) in client.Feeds.Where(feed => !feed.Key.StartsWith("user/", StringComparison.Ordinal)))
        {
            var here = clients.Where(other => other.Feeds.ContainsKey(name)).Select(other => other.User.Name).Distinct()
                .Order(StringComparer.Ordinal);
            if (!feed.Online.SequenceEqual(here)) yield return $"{client.Name} sees [{string.Join(' ', feed.Online)}] online in {name}, "
                + $"and online are [{string.Join(' ', here)}]";
        }
        var known = (client.Connection?.Sessions ?? []).Order(StringComparer.Ordinal);
        var own = clients.Where(other => other.User == client.User).Select(other => other.Name).Order(StringComparer.Ordinal);
        if (!known.SequenceEqual(own))
        {
            yield return $"{client.Name} knows of the sessions [{string.Join(' ', known)}], and there are [{string.Join(' ', own)}]";
        }
    }
}
