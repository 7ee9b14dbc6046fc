using System.Collections.Immutable;
using ActorChat.Messages;
using ActorChat.Tui.Connection;
using ActorChat.Tui.Files;
using ActorChat.Tui.Model;

namespace ActorChat.Tui.Screen;

/// <summary>All that the screen shows, and nothing that it does not: the view is a function of this.</summary>
sealed record AppModel
{
    /// <summary>The view of the user's own actions, before all rooms.</summary>
    public const string Home = "";

    /// <summary>Notes of the client itself that are kept for the home view.</summary>
    public const int MaxNotes = 500;

    /// <summary>Columns and rows.</summary>
    public (int Width, int Height) Size { get; init; } = (80, 24);

    /// <summary>The name of this process in the keys of its messages.</summary>
    public string Device { get; init; } = "";

    public ChatState Chat { get; init; } = ChatState.LoggedOut;

    public LinkStatus Link { get; init; } = new(LinkState.Connecting, "");

    public TimeSpan? Lag { get; init; }

    /// <summary>Why the node can't serve, or not all, as it says itself; null when it can.</summary>
    public string? Trouble { get; init; }

    public ServerLimits? Limits { get; init; }

    public Editor Editor { get; init; } = new();

    public InputHistory History { get; init; } = new();

    /// <summary>The key of the room or dialogue in view, or <see cref="Home"/>.</summary>
    public string View { get; init; } = Home;

    /// <summary>What was in view before.</summary>
    public string? Before { get; init; }

    /// <summary>Whether the comments of a message are in view, and not the messages.</summary>
    public bool InThread { get; init; }

    /// <summary>The message in view with its comments, or null.</summary>
    public CommentThread? Thread => InThread ? InView?.Thread : null;

    /// <summary>What is known of what is in view.</summary>
    public Timeline? TimelineInView => View == Home ? Chat.Own?.Timeline : Thread is { } thread ? thread.Comments : InView?.Timeline;

    /// <summary>A room or dialogue that the user has just asked to enter here: it comes into view when it is there.</summary>
    public string? Entering { get; init; }

    /// <summary>The invite link that the client was started with, until it has been asked by.</summary>
    public string? Invitation { get; init; }

    /// <summary>How each room or dialogue is looked at.</summary>
    public ImmutableDictionary<string, Pane> Panes { get; init; } = ImmutableDictionary.Create<string, Pane>(StringComparer.Ordinal);

    public Panel? Panel { get; init; }

    /// <summary>The ordinal that the room in view had when the panel was opened: what came later came behind it.</summary>
    public long PanelSince { get; init; }

    public ShortNotice? Notice { get; init; }

    /// <summary>What the client itself had to say, oldest first.</summary>
    public ImmutableList<EventLine> Notes { get; init; } = [];

    /// <summary>The user's messages that do not stand in their room yet.</summary>
    public ImmutableList<OutgoingLine> Outgoing { get; init; } = [];

    public TransferProgress? Transfer { get; init; }

    public Completion? Completion { get; init; }

    /// <summary>The number of the message that a click has selected.</summary>
    public long? Selected { get; init; }

    /// <summary>The palette, while it is open.</summary>
    public Palette? Palette { get; init; }

    /// <summary>The search in what was entered, while it goes on.</summary>
    public HistorySearch? Search { get; init; }

    /// <summary>What is asked before something is lost.</summary>
    public Question? Question { get; init; }

    /// <summary>The certificate that was refused last.</summary>
    public Connection.Stranger? Stranger { get; init; }

    /// <summary>Fingerprints that the user was asked about, or told of: nobody is asked twice.</summary>
    public ImmutableHashSet<string> ToldFingerprints { get; init; } = [];

    /// <summary>The first room of the list that is shown, where the wheel has moved it; null: as the one in view wants it.</summary>
    public int? RoomScroll { get; init; }

    /// <summary>The first member that is shown.</summary>
    public int MemberScroll { get; init; }

    /// <summary>Whether a cluster runs in this client, and ends with it.</summary>
    public bool RunsCluster { get; init; }

    /// <summary>Names that completion may offer besides those in view.</summary>
    public ImmutableSortedSet<string> KnownRooms { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedSet<string> KnownUsers { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    public DateTimeOffset Now { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Until when a second Ctrl+C leaves.</summary>
    public DateTimeOffset? QuitUntil { get; init; }

    /// <summary>When the user last pressed a key here.</summary>
    public DateTimeOffset LastKey { get; init; }

    /// <summary>What this client will ring for, unless another of the user's does first.</summary>
    public PendingRing? ToRing { get; init; }

    /// <summary>Own messages whose rooms are to be told that the user has read so far, by key.</summary>
    public ImmutableDictionary<string, MarkRead> ReadsToTell { get; init; } =
        ImmutableDictionary.Create<string, MarkRead>(StringComparer.Ordinal);

    /// <summary>The id of this client's login.</summary>
    public string? Session { get; init; }

    /// <summary>What is written and not sent, by the key of the room or dialogue; that of the one in view stands in the editor.</summary>
    public ImmutableDictionary<string, string> Drafts { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What others tell.</summary>
    public Peers Peers { get; init; } = new();

    /// <summary>What this client has told others.</summary>
    public Told Told { get; init; } = new();

    /// <summary>The room or dialogue in view, or null at home.</summary>
    public FeedState? InView => Chat.Feeds.GetValueOrDefault(View);

    /// <summary>How the one in view is looked at.</summary>
    public Pane PaneInView => Panes.GetValueOrDefault(PaneKey) ?? Pane.Fresh;

    /// <summary>With the one in view looked at otherwise.</summary>
    public AppModel WithPane(Pane pane) => this with { Panes = Panes.SetItem(PaneKey, pane) };

    // Comments are looked at beside their room.
    string PaneKey => Thread is { } thread ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{View}#{thread.Root}")
        : View;

    /// <summary>How far the question is what is unread.</summary>
    public Counting.Stage Counting { get; init; }

    /// <summary>With a short notice above the input, and in the home view.</summary>
    public AppModel Say(string text, bool error = false)
    {
        // A node knows nobody's time zone: what it says of times is by UTC.
        var said = Instants.In(text, Zone);
        return this with
        {
            Notice = new ShortNotice(said, error, Now),
            Notes = (Notes.Count >= MaxNotes ? Notes.RemoveAt(0) : Notes).Add(new EventLine(0, Now, said)),
        };
    }
}

/// <summary>How a room or dialogue is looked at.</summary>
sealed record Pane
{
    /// <summary>At the bottom, nothing new.</summary>
    public static Pane Fresh { get; } = new();

    /// <summary>The lowest row shown; null at the bottom.</summary>
    public RowPlace? Bottom { get; init; }

    /// <summary>Messages with a greater ordinal were new when the user came; null when none was.</summary>
    public long? NewAfter { get; init; }

    /// <summary>Whether a page of history has been asked for.</summary>
    public bool Loading { get; init; }

    /// <summary>What the node has been told was read.</summary>
    public long ReadTold { get; init; }

    /// <summary>When the node was told.</summary>
    public DateTimeOffset ReadToldAt { get; init; }
}

/// <summary>A row of a line that is wrapped into several.</summary>
readonly record struct RowPlace(long Seq, int Row);

/// <summary>A longer text over the messages, closed with Escape.</summary>
sealed record Panel(string Title, IReadOnlyList<string> Lines, int Scroll = 0);

/// <summary>Something in the user's own feed to ring for at a moment.</summary>
sealed record PendingRing(long Seq, DateTimeOffset At);

/// <summary>A sentence above the input.</summary>
sealed record ShortNotice(string Text, bool Error, DateTimeOffset At);

/// <summary>A message of the user on its way.</summary>
sealed record OutgoingLine(OutboxItem Item, OutboxState State, string? Why);

/// <summary>
/// A completion under way: what may stand from <paramref name="Start"/> on, and which of it stands there now (-1: none yet).
/// </summary>
sealed record Completion(int Start, IReadOnlyList<string> Candidates, int Index);
