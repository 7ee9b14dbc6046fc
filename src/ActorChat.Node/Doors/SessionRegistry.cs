using System.Collections.Concurrent;
using System.Reflection;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors;

/// <summary>All sessions of this node.</summary>
public sealed class SessionRegistry(ChatServices chat, Func<string> ownAddress)
{
    static readonly string Server =
        $"ActorChat/{typeof(SessionRegistry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    readonly ConcurrentDictionary<Session, bool> sessions = new();
    volatile bool leaving;

    /// <summary>Connections now.</summary>
    public int Count => sessions.Count;

    /// <summary>Adds a session, unless the node is full or leaving.</summary>
    public bool TryAdd(Session session) => !leaving && sessions.Count < chat.Limits.MaxSessions && sessions.TryAdd(session, true);

    /// <summary>A connection has ended.</summary>
    public void Remove(Session session) => sessions.TryRemove(session, out _);

    /// <summary>The first frame of a connection.</summary>
    public Hello Hello() => new(Server, chat.Name, [ownAddress(), .. Others()],
        new(ProtocolLimits.MaxRequestBytes, ProtocolLimits.MaxTextChars, chat.Files.MaxFileBytes, chat.Limits.MaxInFlight));

    /// <summary>The node is stopping: takes no more sessions, tells every client where to go, and closes each when its requests are answered.</summary>
    public async Task Leave(TimeSpan patience)
    {
        leaving = true;
        var notice = Frames.Notice(new Leaving(Others()));
        using var timeout = new CancellationTokenSource(patience, chat.Time);
        await Task.WhenAll(sessions.Keys.Select(session => Leave(session, notice, timeout.Token)));
    }

    static async Task Leave(Session session, byte[] notice, CancellationToken timeout)
    {
        session.IsMoving = true;
        session.Queue.Add(notice);
        await session.Quiet(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        session.Queue.Close();
    }

    List<string> Others() => [.. chat.Actors.Nodes.Where(node => !node.Leaving && node.ClientAddress != ownAddress()).Select(node => node.ClientAddress)];
}
