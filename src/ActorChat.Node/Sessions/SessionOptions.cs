using System.ComponentModel.DataAnnotations;

namespace ActorChat.Node.Sessions;

/// <summary>Bounds on what one connection may take.</summary>
public sealed record SessionOptions
{
    /// <summary>
    /// Bytes of feed events that wait for a client; beyond it its feeds are paused, and it is told that it lags. Several times the
    /// largest event.
    /// </summary>
    [Range(1 << 16, 1 << 28)]
    public required int MaxQueueBytes { get; init; }

    /// <summary>Requests of one client under way at once; more are read when others are answered.</summary>
    [Range(1, 1024)]
    public required int MaxInFlight { get; init; }

    /// <summary>Missed events of one feed that are sent to a client that resumes; beyond it a gap is told, and the state sent.</summary>
    [Range(0, 1_000_000)]
    public required int MaxCatchUp { get; init; }

    /// <summary>
    /// Rooms and dialogues that a user may be in before joining and opening more is refused: every client of theirs follows all of them.
    /// </summary>
    [Range(1, 100_000)]
    public required int MaxFollows { get; init; }

    /// <summary>
    /// Rooms that a user may ask to come into before an admin has answered: a person with more waits for nobody in particular.
    /// </summary>
    [Range(1, 1000)]
    public required int MaxJoinRequests { get; init; }

    /// <summary>
    /// Events that one search may put into the index before it answers with what there is: a second's work or two. The next one goes on.
    /// </summary>
    [Range(1, 10_000_000)]
    public required int MaxIndexedEvents { get; init; }

    /// <summary>Bytes of events in one page of history; a page that would be larger ends earlier.</summary>
    [Range(1 << 10, 1 << 24)]
    public required int MaxHistoryBytes { get; init; }

    /// <summary>Signals of one client a second (typing, drafts); what is beyond is dropped.</summary>
    [Range(1, 1000)]
    public required int MaxSignalsPerSecond { get; init; }

    /// <summary>A client that takes nothing for so long is disconnected.</summary>
    public required TimeSpan SendTimeout { get; init; }

    /// <summary>How often a silent connection is asked whether it still stands.</summary>
    public required TimeSpan KeepAlive { get; init; }

    /// <summary>A connection that does not answer that for so long is dead.</summary>
    public required TimeSpan KeepAliveTimeout { get; init; }

    /// <summary>Connections of one node; more are refused.</summary>
    [Range(1, 1_000_000)]
    public required int MaxSessions { get; init; }

    /// <summary>
    /// Connections from one address, or one network of IPv6 (/64); more are refused. The machine's own has no limit: a proxy may run there.
    /// </summary>
    [Range(1, 1_000_000)]
    public required int MaxSessionsPerAddress { get; init; }
}
