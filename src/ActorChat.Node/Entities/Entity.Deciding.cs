using ActorChat.Node.Behaviours;
using ActorChat.Node.Feeds;
using ActorChat.Node.Stores;

namespace ActorChat.Node.Entities;

// The running entity's turn: decide, gather, hand in, and after the commit publish and answer.
sealed partial class Entity
{
    // A write that has gathered enough waits for the one under way.
    bool MayDecide =>
        phase == Phase.Running && !(underWay is not null && gathering?.Events.Count >= services.Options.MaxEventsPerWrite);

    void BeginRunning(Recovered replayed)
    {
        phase = Phase.Running;
        state = replayed.State;
        (snapshotSeq, snapshotBytes) = (replayed.SnapshotSeq, replayed.SnapshotBytes);
        // An idle entity may have left while it was followed. A commit whose outcome was unknown may have come about.
        hub ??= services.FindHub(id);
        hub?.Restart(replayed.Seq);
        committedSeq = decidedSeq = replayed.Seq;
    }

    void DecideSome()
    {
        for (var n = 0; n < services.Options.TurnQuantum && MayDecide; n++)
        {
            Envelope? envelope;
            lock (gate)
            {
                if (!mailbox.TryDequeue(out envelope)) break;
            }
            var now = services.Time.GetTimestamp();
            Volatile.Write(ref lastActive, now);
            if (!envelope.TryTake()) continue;
            if (envelope.ExpiresAt < now) envelope.End(new(AskStatus.Moved));
            else Handle(envelope);
        }
        HandIn();
    }

    void Handle(Envelope envelope)
    {
        switch (envelope)
        {
            case FollowEnvelope follow:
                hub = services.HubOf(id);
                hub.Follow(follow.Node, follow.Labels, committedSeq, answer => follow.End(new(AskStatus.Answered, answer)));
                break;
            case CommandEnvelope command:
                Decide(command);
                break;
        }
    }

    void Decide(CommandEnvelope envelope)
    {
        var now = services.NowMs();
        Effect effect;
        Decided decided;
        try
        {
            effect = kind.Decide(state, envelope.Command, new(id, now, decidedSeq + 1, services.Random));
            decided = Apply(effect.Events, now);
        }
        catch (Exception e)
        {
            LogDecideFailed(e, id, envelope.Command.ToString() ?? "");
            envelope.End(new(AskStatus.Failed));
            return;
        }
        if (effect.HasWrites || envelope.Letter is not null)
        {
            gathering ??= new Draft(decidedSeq);
            gathering.Add(effect, decided.Events, Rewritten(effect.Rewrites), Seal(effect.Letters), envelope.Letter);
            gathering.Feeds.AddRange(decided.Feeds);
        }
        state = decided.State;
        decidedSeq += decided.Events.Count;
        var result = new AskResult(AskStatus.Answered, effect.Reply);
        if ((gathering ?? underWay) is { } waitFor) waitFor.EndLater(envelope, result);
        else envelope.End(result);
    }

    IEnumerable<NewLetter> Seal(IReadOnlyList<LetterDraft> letters) =>
        letters.Count == 0 ? [] : letters.Select(services.Seal);

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
            next = kind.Apply(next, draft.Event, new(decidedSeq + events.Count + 1, now));
            events.Add(new(now, kind.Events.TypeOf(draft.Event), draft.About, draft.Expels, kind.Events.Encode(draft.Event)));
            feeds.Add(kind.Feed?.NameOf(next) ?? kind.Feed?.NameOf(before) ?? id.ToString());
        }
        return new(next, events, feeds);
    }

    IEnumerable<RewrittenEvent> Rewritten(IReadOnlyList<EventRewrite> rewrites) => rewrites.Count == 0 ? [] : rewrites.Select(rewrite =>
        new RewrittenEvent(rewrite.Seq, kind.Events.TypeOf(rewrite.Event), rewrite.About, kind.Events.Encode(rewrite.Event)));

    void HandIn()
    {
        if (underWay is not null || gathering is null) return;
        underWay = gathering;
        gathering = null;
        // A replay never meets the hole that a purge leaves: a snapshot stands behind it.
        if (underWay.PurgesBefore > snapshotSeq + 1 || decidedSeq - snapshotSeq >= Math.Max(services.Options.SnapshotEvery, snapshotBytes / 64))
        {
            underWay.Snapshot = new(decidedSeq, kind.States.Encode(state));
        }
        services.Journal.Append(underWay.ToWrite(id, claim), this);
    }

    void OnCommitEnded(CommitOutcome ended)
    {
        var write = underWay!;
        underWay = null;
        if (ended == CommitOutcome.Committed)
        {
            Publish(write);
            write.EndAll();
        }
        else
        {
            write.EndAll(ended == CommitOutcome.Unknown ? AskStatus.Unknown : AskStatus.Moved);
        }
        if (ended == CommitOutcome.Fenced) services.OnFenced(claim);
        if (ended == CommitOutcome.Unknown) services.OnUnknown(claim);
        if (phase == Phase.Halting) Finish();
        else if (ended == CommitOutcome.Conflict) RecoverAgain();
        else if (ended != CommitOutcome.Committed) Halt();
    }

    void Publish(Draft write)
    {
        committedSeq = write.After + write.Events.Count;
        if (write.Snapshot is { } snapshot) (snapshotSeq, snapshotBytes) = (snapshot.Seq, snapshot.Body.Length);
        foreach (var letter in write.Letters) services.OnLetter(letter);
        if (hub is null || hub.IsEmpty || kind.Feed is null) return;
        var frames = new FeedRunWriter(kind.Feed, write.Events.Count);
        for (var i = 0; i < write.Events.Count; i++)
        {
            var (at, type, about, expels, body) = write.Events[i];
            frames.Add(write.Feeds[i], new(write.After + i + 1, at, type, about, expels, body));
        }
        hub.Publish(frames.Runs());
    }
}
