using System.Collections.Concurrent;
using System.Reflection;
using ActorChat.Messages;
using ActorChat.Node.Sessions;

namespace ActorChat.Node.Doors;

/// <summary>All sessions of this node.</summary>
public sealed class SessionRegistry
{
    static readonly string? Version =
        typeof(SessionRegistry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    static readonly string Server = $"ActorChat/{Version?.Split('+')[0]}";

    readonly ConcurrentDictionary<Session, bool> sessions = new();
    readonly AddressLimit addresses;
    readonly TroubleTeller trouble;
    readonly ChatServices chat;
    readonly Func<string> ownAddress;
    readonly TaskCompletionSource ended = Completion.Source();
    volatile bool leaving;

    /// <summary>An empty one.</summary>
    /// <param name="chat">The node.</param>
    /// <param name="ownAddress">What clients are told to connect to.</param>
    public SessionRegistry(ChatServices chat, Func<string> ownAddress)
    {
        (this.chat, this.ownAddress, addresses) = (chat, ownAddress, new(chat.Limits.MaxSessionsPerAddress));
        trouble = new(chat.Actors, chat.Time, TellAll, SendAway, CloseUnlessOf);
    }

    /// <summary>Connections now.</summary>
    public int Count => sessions.Count;

    /// <summary>Bytes that wait for all clients together.</summary>
    public long WaitingBytes => sessions.Keys.Sum(session => session.Queue.Waiting);

    /// <summary>Adds a session and greets its client, unless the node is full or leaving, or its address has too many.</summary>
    public bool TryAdd(Session session)
    {
        if (leaving || sessions.Count >= chat.Limits.MaxSessions || !addresses.TryEnter(session.Address)) return false;
        // Before anybody can tell all clients something.
        session.Queue.Add(Frames.Notice(Hello()));
        sessions[session] = true;
        if (trouble.ForNewcomers is { } notice) session.Queue.Add(notice);
        return true;
    }

    /// <summary>A connection has ended.</summary>
    public void Remove(Session session)
    {
        if (sessions.TryRemove(session, out _)) addresses.Leave(session.Address);
        if (leaving && sessions.IsEmpty) ended.TrySetResult();
    }

    /// <summary>Tells clients of troubles until cancelled.</summary>
    public Task Run(CancellationToken stop) => trouble.Run(stop);

    void TellAll(byte[] notice)
    {
        foreach (var session in sessions.Keys) session.Queue.Add(notice);
    }

    void CloseUnlessOf(string generation)
    {
        foreach (var session in sessions.Keys) session.CloseUnlessOf(generation);
    }

    // Those who stay are served again when the node is.
    void SendAway()
    {
        if (Others() is { Count: > 0 } others) TellAll(Frames.Notice(new Leaving(others)));
    }

    // The first frame of a connection.
    Hello Hello() => new(Server, chat.Name, [ownAddress(), .. Others()],
        new(ProtocolLimits.MaxRequestBytes, ProtocolLimits.MaxTextChars, chat.Files.MaxFileBytes, chat.Limits.MaxInFlight));

    /// <summary>
    /// The node is stopping: takes no more sessions, tells every client where to go, and closes each when its requests are answered.
    /// </summary>
    public async Task Leave(TimeSpan patience)
    {
        leaving = true;
        var notice = Frames.Notice(new Leaving(Others()));
        using var timeout = new CancellationTokenSource(patience, chat.Time);
        await Task.WhenAll(sessions.Keys.Select(session => Leave(session, notice, timeout.Token)));
    }

    /// <summary>After <see cref="Leave(TimeSpan)"/>: waits until every client has closed its side, as long as that.</summary>
    public async Task End(TimeSpan patience)
    {
        if (sessions.IsEmpty) return;
        await ended.Task.WaitAsync(patience, chat.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    static async Task Leave(Session session, byte[] notice, CancellationToken timeout)
    {
        session.IsMoving = true;
        session.Queue.Add(notice);
        await session.Quiet(timeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        session.Queue.Close();
    }

    List<string> Others() =>
        [.. chat.Actors.Nodes.Where(node => !node.Leaving && node.ClientAddress != ownAddress()).Select(node => node.ClientAddress)];
}
