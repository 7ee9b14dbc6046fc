using ActorChat.Messages;
using ActorChat.Node.Chat;
using ActorChat.Node.Chat.Codecs;
using ActorChat.Node.Chat.Rooms;

namespace ActorChat.Tests.Chat.Talk;

/// <summary>A room with the rows that its journal would hold: what it commits, rewrites and purges.</summary>
sealed class Desk
{
    readonly SortedDictionary<long, (Event Event, long? About)> rows = [];
    long kept;

    public Desk(Scene<Room> scene)
    {
        Scene = scene;
        foreach (var committed in scene.Committed) rows[++kept] = (committed, null);
    }

    public Scene<Room> Scene { get; }

    /// <summary>All texts that are left in the journal.</summary>
    public IEnumerable<string> Texts => rows.Values.Select(row => Codec.Text(row.Event));

    /// <summary>The rows as they are now.</summary>
    public IEnumerable<Event> Rows => rows.Values.Select(row => row.Event);

    /// <summary>The messages as they are now.</summary>
    public IEnumerable<(long Seq, Event Event)> Messages =>
        rows.Where(row => row.Value.Event is Posted).Select(row => (row.Key, row.Value.Event));

    public TEvent Message<TEvent>(long seq) where TEvent : Event => rows[seq].Event.ShouldBeOfType<TEvent>();

    /// <summary>The message as a handler would read it now.</summary>
    public Handed? Hand(long seq) => !rows.TryGetValue(seq, out var row) ? null : row.Event switch
    {
        Posted posted => new Handed(seq, posted, Scene.Seq),
        Commented comment when Hand(comment.Message) is { } under => new Handed(seq, comment, Scene.Seq, under),
        _ => null,
    };

    /// <summary>Asks with the message as it is now, or as it was.</summary>
    public Scene<Room> Ask(string by, Request request, Handed? handed = null)
    {
        var number = request switch { Comment one => one.Message, EditMessage one => one.Message, DeleteMessage one => one.Message,
            React one => one.Message, _ => 0 };
        Scene.When(new Act(by, request, Message: handed ?? Hand(number)));
        Keep();
        return Scene;
    }

    /// <summary>Asks to pin a message.</summary>
    public Scene<Room> Pin(string by, long message)
    {
        Scene.When(new Act(by, new Pin("lab", message), Message: Hand(message)));
        Keep();
        return Scene;
    }

    /// <summary>Keeps what was decided last, as a store does.</summary>
    public void Keep()
    {
        foreach (var draft in Scene.Last.Events) rows[++kept] = ((Event)draft.Event, draft.About);
        foreach (var purge in Scene.Last.Purges)
        {
            foreach (var (seq, row) in rows.ToList())
            {
                if (seq < kept && purge.Covers(seq, ChatEvents.TypeOf(row.Event), row.About)) rows.Remove(seq);
            }
        }
        foreach (var rewrite in Scene.Last.Rewrites)
        {
            if (rows.TryGetValue(rewrite.Seq, out var row)) rows[rewrite.Seq] = ((Event)rewrite.Event, row.About);
        }
    }
}
