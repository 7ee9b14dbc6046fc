using ActorChat.Node.Behaviours;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Entities;

/// <summary>What a commit brought, for others than those who asked.</summary>
/// <param name="Runs">The events as followers see them; none when nobody asked for them.</param>
/// <param name="Letters">Those that it wrote and that are due: they are to be sent now. The others are the postman's.</param>
public sealed record Brought(IReadOnlyList<FeedRun> Runs, IReadOnlyList<EntityMessage> Letters);

/// <summary>
/// What decides for one entity, without Akka, clock, thread or I/O. It is told what stands in the journal, what is asked, and how its
/// writes end; it says what to write.
///
/// While a write is under way it goes on deciding against the provisional state and gathers the next write, so that a hot entity's
/// throughput is not one command per commit. Answers and feed events leave after the commit of everything that they were built on, in
/// sequence order. If a write is not certainly done, everything provisional is thrown away, and the core with it: another one replays.
/// </summary>
/// <param name="self">The entity.</param>
/// <param name="kind">Its behaviour and codecs.</param>
/// <param name="options">Limits.</param>
/// <param name="random">For decisions.</param>
/// <param name="onBug">A decision threw: a bug. With the command.</param>
public sealed class EntityCore(EntityId self, EntityKind kind, EntityOptions options, IRandom random, Action<Exception, object> onBug)
{
    // Commands that came while the gathering write was full.
    readonly Queue<Asked> waiting = [];
    readonly SeenLetters letters = new();
    object state = kind.Initial(self);
    long committed, decided, snapshotSeq, snapshotBytes, lastLetter;
    Draft? underWay, gathering, written;

    readonly record struct Asked(object Command, IAsker? Asker, long? Letter);

    /// <summary>The number of the last event that is certainly in the journal.</summary>
    public long Committed => committed;

    /// <summary>Whether a write is under way.</summary>
    public bool IsWriting => underWay is not null;

    /// <summary>Whether nothing is going on.</summary>
    public bool IsIdle => underWay is null && gathering is null;

    /// <summary>Begins at a snapshot.</summary>
    public void Restore(long seq, ReadOnlyMemory<byte> body)
    {
        state = kind.States.Decode(body);
        (committed, decided, snapshotSeq, snapshotBytes) = (seq, seq, seq, body.Length);
    }

    /// <summary>Takes the next event from the journal.</summary>
    /// <exception cref="InvalidDataException">
    /// It is not the next: another writer has purged while this replay was between snapshot and events.
    /// </exception>
    public void Replay(long seq, DateTimeOffset at, ReadOnlyMemory<byte> body)
    {
        if (seq != committed + 1) throw new InvalidDataException($"{self}: event {seq} follows {committed}");
        state = kind.Apply(state, kind.Events.Decode(body), new(seq, at));
        committed = decided = seq;
    }

    /// <summary>Decides on a command, or lets it wait until there is room; more than may wait is refused.</summary>
    public void Take(object command, IAsker? asker, long? letter, DateTimeOffset now)
    {
        var mayDecide = waiting.Count == 0 && MayDecide;
        if (!mayDecide && waiting.Count >= options.MaxWaiting)
        {
            // A letter comes again.
            asker?.End(AskResult.Overloaded);
            return;
        }
        if (letter is { } id && !letters.Note(id)) return;
        if (mayDecide) Decide(new(command, asker, letter), now);
        else waiting.Enqueue(new(command, asker, letter));
    }

    /// <summary>What is to be written now; null while a write is under way, or when there is nothing.</summary>
    public Draft? TakeDraft()
    {
        if (underWay is not null || gathering is null) return null;
        (underWay, gathering) = (gathering, null);
        // A replay never meets the hole that a purge leaves: a snapshot stands behind it.
        if (underWay.PurgesBefore > snapshotSeq + 1 || decided - snapshotSeq >= Math.Max(options.SnapshotEvery, snapshotBytes / 64))
        {
            underWay.Snapshot = new(decided, kind.States.Encode(state));
        }
        return underWay;
    }

    /// <summary>The write under way is committed. When what it brought has been published, <see cref="Answer"/> is to be called.</summary>
    /// <param name="isFollowed">Whether anybody wants to see the events.</param>
    /// <param name="now">The time.</param>
    public Brought OnWritten(bool isFollowed, DateTimeOffset now)
    {
        var draft = underWay!;
        underWay = null;
        committed = draft.After + draft.Events.Count;
        if (draft.Snapshot is { } snapshot) (snapshotSeq, snapshotBytes) = (snapshot.Seq, snapshot.Body.Length);
        var runs = isFollowed && kind.Feed is not null ? Encode(draft) : [];
        written = draft;
        return new(runs, draft.DueAt(now));
    }

    /// <summary>
    /// Whoever waits for the write that is committed is answered: after its publication, so that who acts on an answer acts after all
    /// followers were told. What waited for room is decided.
    /// </summary>
    public void Answer(DateTimeOffset now)
    {
        written?.EndAll();
        written = null;
        while (MayDecide && waiting.TryDequeue(out var next)) Decide(next, now);
    }

    /// <summary>It ends here. Who waits for the write under way is told how that ended; nothing else was done.</summary>
    public void End(AskResult underWay)
    {
        this.underWay?.EndAll(underWay);
        gathering?.EndAll(AskResult.Moved);
        foreach (var asked in waiting) asked.Asker?.End(AskResult.Moved);
        (this.underWay, gathering) = (null, null);
        waiting.Clear();
    }

    // A write that has gathered enough waits until it leaves.
    bool MayDecide => gathering is null || gathering.Events.Count < options.MaxEventsPerWrite;

    void Decide(Asked asked, DateTimeOffset now)
    {
        Effect effect;
        Decided next;
        try
        {
            effect = kind.Decide(state, asked.Command, new(self, now, decided + 1, random));
            if (effect.Rewrites.Count > 0 && effect.Rewrites.Any(rewrite => rewrite.Seq > decided))
            {
                throw new InvalidOperationException($"{self} rewrites what it has not seen.");
            }
            next = Apply(effect.Events, now);
        }
        catch (Exception e)
        {
            onBug(e, asked.Command);
            asked.Asker?.End(AskResult.Failed);
            return;
        }
        if (effect.HasWrites || effect.MakesSure || asked.Letter is not null)
        {
            gathering ??= new Draft(self, decided);
            gathering.Add(effect, next.Events, Each(effect.Rewrites, Rewritten), Each(effect.Letters, Seal), asked.Letter);
            gathering.Feeds.AddRange(next.Feeds);
        }
        state = next.State;
        decided += next.Events.Count;
        if (asked.Asker is null) return;
        var result = new AskResult(AskStatus.Answered, effect.Reply);
        if ((gathering ?? underWay) is { } waitFor) waitFor.EndLater(asked.Asker, result);
        else asked.Asker.End(result);
    }

    // Most decisions have none.
    static IEnumerable<TTo> Each<TFrom, TTo>(IReadOnlyList<TFrom> all, Func<TFrom, TTo> to) => all.Count == 0 ? [] : all.Select(to);

    readonly record struct Decided(object State, List<NewEvent> Events, List<string> Feeds);

    // The feed's name goes with each event: a deletion is published under the name that it ends.
    Decided Apply(IReadOnlyList<EventDraft> drafts, DateTimeOffset now)
    {
        var next = state;
        var events = new List<NewEvent>(drafts.Count);
        var feeds = new List<string>(drafts.Count);
        foreach (var draft in drafts)
        {
            var before = next;
            next = kind.Apply(next, draft.Event, new(decided + events.Count + 1, now));
            events.Add(new(now, kind.Events.TypeOf(draft.Event), draft.About, draft.Expels, kind.Events.Encode(draft.Event)));
            feeds.Add(kind.Feed?.NameOf(next) ?? kind.Feed?.NameOf(before) ?? self.ToString());
        }
        return new(next, events, feeds);
    }

    RewrittenEvent Rewritten(EventRewrite rewrite) =>
        new(rewrite.Seq, kind.Events.TypeOf(rewrite.Event), rewrite.About, kind.Events.Encode(rewrite.Event));

    // All kinds share one codec of commands.
    SealedLetter Seal(LetterDraft letter)
    {
        var id = NextLetter();
        return new(new(id, letter.Due ?? NewLetter.ForNow, letter.To, kind.Commands.Encode(letter.Body)), new(letter.To, letter.Body, id));
    }

    // A stay in memory numbers its letters on from a random number of 62 bits, so that the store sorts them in the order in which they were
    // decided. Even beside a million letters on their way, one in some 10^12 meets a number that is taken: then the store refuses the
    // write, and the entity's next stay begins elsewhere.
    long NextLetter()
    {
        if (lastLetter == 0) lastLetter = random.Positive();
        return ++lastLetter;
    }

    IReadOnlyList<FeedRun> Encode(Draft draft)
    {
        var frames = new FeedRunWriter(kind.Feed!, draft.Events.Count);
        for (var i = 0; i < draft.Events.Count; i++)
        {
            var (at, type, about, expels, body) = draft.Events[i];
            frames.Add(draft.Feeds[i], new(draft.After + i + 1, at, type, about, expels, body));
        }
        return frames.Runs();
    }
}
