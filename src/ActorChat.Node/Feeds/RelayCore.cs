namespace ActorChat.Node.Feeds;

/// <summary>What the actor around a <see cref="RelayCore{TRef}"/> does for it: nothing but translation.</summary>
/// <typeparam name="TRef">What stands for an actor.</typeparam>
interface IRelayShell<TRef>
{
    /// <summary>Sends a question to the feed's entity, wherever it lives.</summary>
    void Ask(Follow question);

    /// <summary>Sends to the actor that answered.</summary>
    void Tell(TRef entity, object message);

    /// <summary>Tells of an actor's end, by <see cref="RelayCore{TRef}.OnEnded"/>.</summary>
    void Watch(TRef entity);

    /// <summary>Tells of it no more.</summary>
    void Unwatch(TRef entity);

    /// <summary>Calls <see cref="RelayCore{TRef}.Ask"/> after so long, unless told otherwise meanwhile; null: not at all.</summary>
    void AskIn(TimeSpan? delay);

    /// <summary>Ends the actor after this message.</summary>
    void Stop();

    /// <summary>Whether this is still the actor that keeps the relay: one of an actor system that is ending has no say any more.</summary>
    bool IsCurrent { get; }
}

/// <summary>
/// Keeps one relay counted in by its entity: anew when the entity's actor ends, wherever it ran, or says that something was missed; and
/// makes sure now and then. Everything that the entity sends goes into the relay, which hands it to the sessions itself.
///
/// <code>
///             answer                     the entity ended, or said so
///  Asking ------------> Following ------------------------------------> Asking
///     \ no answer: ask again               \ dropped, as nobody follows here: Unfollow, stop
/// </code>
/// </summary>
/// <typeparam name="TRef">What stands for an actor.</typeparam>
/// <param name="relay">What it keeps.</param>
/// <param name="options">Intervals.</param>
/// <param name="drop">Drops and forgets the relay, if nobody follows by it.</param>
/// <param name="shell">The actor.</param>
sealed class RelayCore<TRef>(Relay relay, FeedOptions options, Action<Relay> drop, IRelayShell<TRef> shell) where TRef : class
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);

    TimeSpan retry = FirstRetry;
    TRef? entity;

    /// <summary>Asks to be counted in; again if no answer comes.</summary>
    public void Ask()
    {
        if (LeaveIfDropped()) return;
        shell.Ask(new(relay.Feed, relay.TakeLabels()));
        shell.AskIn(options.FollowTimeout);
    }

    /// <summary>A message came.</summary>
    public void Receive(object message, TRef sender)
    {
        if (!shell.IsCurrent) return;
        switch (message)
        {
            case FeedRun run: relay.OnEvents(run); break;
            // What an entity says that lived before this one is no news of now.
            case LabelsChanged labels when sender.Equals(entity): relay.OnLabels(labels.Online, labels.Offline); break;
            case Signalled signal: relay.OnSignal(signal.Frame); break;
            case FollowAnswer answer: OnFollowing(answer, sender); break;
            case Refollow: FollowAnew(); break;
        }
    }

    /// <summary>An actor that was watched has ended.</summary>
    public void OnEnded(TRef ended)
    {
        if (shell.IsCurrent && ended.Equals(entity)) FollowAnew();
    }

    /// <summary>The relay's labels have changed, or nobody follows by it any more.</summary>
    public void OnChanged()
    {
        if (!LeaveIfDropped() && entity is not null) TellLabels(entity);
    }

    /// <summary>Makes sure, now and then.</summary>
    public void Check()
    {
        if (!shell.IsCurrent) return;
        if (relay.IsEmpty) drop(relay);
        if (LeaveIfDropped()) return;
        if (entity is not null) shell.Tell(entity, relay.Known);
    }

    /// <summary>The actor has ended: what comes is not certain to be all.</summary>
    public void End()
    {
        if (shell.IsCurrent) relay.OnLost();
    }

    bool LeaveIfDropped()
    {
        if (!relay.IsDropped) return false;
        if (entity is not null) shell.Tell(entity, Unfollow.Instance);
        shell.Stop();
        return true;
    }

    void OnFollowing(FollowAnswer answer, TRef sender)
    {
        shell.AskIn(null);
        retry = FirstRetry;
        if (entity is not null && !entity.Equals(sender)) shell.Unwatch(entity);
        entity = sender;
        shell.Watch(sender);
        relay.OnFollowing(answer);
        TellLabels(sender);
    }

    void FollowAnew()
    {
        relay.OnLost();
        if (entity is not null) shell.Unwatch(entity);
        entity = null;
        // The entity that has just ended is made again by the question itself: not in a circle without a pause.
        shell.AskIn(retry);
        if (retry < options.FollowTimeout) retry *= 2;
    }

    void TellLabels(TRef to)
    {
        var (added, removed) = relay.TakeLabelChanges();
        if (added.Count + removed.Count > 0) shell.Tell(to, new Relabel(added, removed));
    }
}
