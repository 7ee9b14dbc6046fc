using ActorChat.Harness;
using ActorChat.Torture.Checking;

namespace ActorChat.Torture.Clients;

/// <summary>What a client was shown, and how far it has each feed.</summary>
sealed class Sights(Clock clock)
{
    // Who came, went or spoke, by the event's type; what else there is has nothing that would tell it from others.
    static readonly string[] About = ["user", "by"];

    readonly Lock gate = new();
    readonly List<Sight> all = [];
    readonly Dictionary<string, long> cursors = [];

    /// <summary>All so far.</summary>
    public IReadOnlyList<Sight> All
    {
        get
        {
            lock (gate) return [.. all];
        }
    }

    /// <summary>Where it stands, by feed.</summary>
    public IReadOnlyDictionary<string, long> Cursors
    {
        get
        {
            lock (gate) return new Dictionary<string, long>(cursors);
        }
    }

    /// <summary>A login that remembers nothing.</summary>
    public void Begin() => Add(new(clock.Now, SightKind.Fresh, ""));

    /// <summary>Something came unasked.</summary>
    public void Take(Frame frame)
    {
        var now = clock.Now;
        if (frame.IsEvent) Add(new(now, SightKind.Event, frame.Feed!, frame.Seq, 0, frame.Type, TextOf(frame)));
        else if (frame.Type is "room-state" or "dialogue-state" or "user-state") Add(new(now, SightKind.State, frame.Feed!, frame.Seq));
        else if (frame.Type == "gap") Add(new(now, SightKind.Gap, frame.Feed!, frame.Number("upTo")!.Value, frame.Number("after")!.Value));
        else if (frame.Type == "unfollowed") Add(new(now, SightKind.Unfollowed, frame.Feed!));
        else if (frame.Type == "set-back") Add(new(now, SightKind.SetBack, frame.Feed!, frame.Seq));
        else if (frame.Type == "lagging")
        {
            foreach (var cursor in frame["cursors"].EnumerateObject()) Add(new(now, SightKind.Lagging, cursor.Name,
                cursor.Value.GetInt64()));
        }
    }

    /// <summary>What makes an event this one and no other.</summary>
    public static string TextOf(Frame frame) =>
        frame.Type == "posted" ? frame.Text("text")! : About.Select(frame.Text).FirstOrDefault(who => who is not null) ?? "";

    void Add(Sight sight)
    {
        lock (gate)
        {
            all.Add(sight);
            if (sight.Kind == SightKind.Fresh) cursors.Clear();
            else if (sight.Kind == SightKind.Unfollowed) cursors.Remove(sight.Feed);
            else cursors[sight.Feed] = sight.Seq;
        }
    }
}
